"""Reads every served endpoint of a RapidPro server with rapidpro-python, and starts a flow; prints the numbers of objects."""

import json
import os
from inspect import signature

from temba_client.exceptions import TembaNoSuchObjectError
from temba_client.v2 import TembaClient

samples = json.loads(os.environ["SAMPLES"])["rapidpro"]
client = TembaClient(json.loads(os.environ["SAMPLES"])["url"], samples["credential"])
NOT_SERVED = {"boundaries", "campaign_events", "classifiers", "resthooks", "resthook_events", "resthook_subscribers"}
NOT_LISTS = {"definitions", "org"}

received = {}
names = sorted(name.removeprefix("get_") for name in dir(client) if name.startswith("get_"))
for name in (name for name in names if name not in NOT_LISTS):
    read = getattr(client, f"get_{name}")
    try:
        received[name] = len(read().all(retry_on_rate_exceed=True))
        assert name not in NOT_SERVED, f"{name} is served now; remove it from NOT_SERVED"
    except TembaNoSuchObjectError:
        assert name in NOT_SERVED, f"get_{name}() got 404"

# Each filter of the client that programs use to synchronize.
run = client.get_runs(uuid=samples["read"]).first()
assert run.uuid == samples["read"]
for read, name, uuid in (
    (client.get_runs, "flow", run.flow.uuid),
    (client.get_runs, "contact", run.contact.uuid),
    (client.get_messages, "contact", run.contact.uuid),
):
    # Later versions of the client have fewer filters.
    if name in signature(read).parameters:
        assert any(getattr(one, name).uuid == uuid for one in read(**{name: uuid}).all()), f"{name} finds nothing"
assert client.get_runs(after=run.modified_on, before=run.modified_on).first() is not None
assert client.get_contacts(deleted=True).all() == [], "living contacts are listed as deleted"
assert len(client.get_contacts(deleted=False).all()) == received["contacts"]
assert client.get_contacts(uuid=run.contact.uuid).first().name == run.contact.name
assert client.get_flows(uuid=run.flow.uuid).first().name == run.flow.name
assert client.get_definitions(flows=[run.flow.uuid]).flows[0]["uuid"] == run.flow.uuid
assert client.get_org().name

contact = client.create_contact(name="Ann", urns=["tel:+250788123123"])
client.update_contact(contact, name="Ann Lee")
group = client.create_group("Visited")
field = client.create_field("Village", "text")
start = client.create_flow_start(flow=run.flow.uuid, contacts=[contact])
assert client.get_flow_starts(uuid=start.uuid).first().flow.uuid == run.flow.uuid
assert client.get_contacts(uuid=contact.uuid).first().name == "Ann Lee"
assert client.update_group(group, "Called").name == "Called"
assert client.update_field(field, "Town", "text").key == field.key
client.delete_group(group)
client.delete_contact(contact)
assert client.get_contacts(deleted=True).first().uuid == contact.uuid

print(json.dumps(received))
