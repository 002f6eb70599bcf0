# pytester runs tests of the plugin itself; a project that uses the plugin does not need it.
pytest_plugins = ["flowtwin_pytest", "pytester"]
