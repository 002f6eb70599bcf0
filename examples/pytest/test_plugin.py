def test_report_of_a_failed_test_has_the_requests_with_hints(pytester, flowtwin_url, monkeypatch):
    monkeypatch.setenv("FLOWTWIN_URL", flowtwin_url)
    pytester.makepyfile(
        """
        import urllib.request

        def test_reads_one_page(flowtwin_world):
            url = f"{flowtwin_world.root}/api/v2/runs.json?flwo=x"
            urllib.request.urlopen(urllib.request.Request(url, headers={"Authorization": "Token demo"}))
            assert False
        """
    )
    result = pytester.runpytest("-p", "flowtwin_pytest")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*Requests to world pytest-*", "200 GET /api/v2/runs.json?flwo=x", '*did you mean "flow"?'])


def test_invalid_option_of_a_world_is_a_sentence(pytester, flowtwin_url, monkeypatch):
    monkeypatch.setenv("FLOWTWIN_URL", flowtwin_url)
    pytester.makepyfile(
        """
        import pytest

        @pytest.mark.flowtwin(clock="froze")
        def test_nothing(flowtwin_world):
            pass
        """
    )
    result = pytester.runpytest("-p", "flowtwin_pytest")
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*`clock` must be live, frozen or a speed such as 60x, not *froze*"])
