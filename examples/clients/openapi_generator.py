"""Reads and writes through the Python clients that OpenAPI Generator writes; prints what it received."""

import json
import os

import idnow_api
import qyvo_api
import rapidpro_api
import recrubo_api

samples = json.loads(os.environ["SAMPLES"])
received = {}

# The base URL is the one in the document.
ids = samples["qyvo"]
client = qyvo_api.ApiClient(qyvo_api.Configuration(access_token=ids["credential"]))
flows = qyvo_api.FlowsApi(client)
received["qyvo"] = {
    "listed": len(qyvo_api.TriggersApi(client).new_flow_triggered()),
    "read": str(flows.get_flow(qyvo_api.FlowById(flow_id=ids["read"])).id),
    "written": flows.trigger_flow(qyvo_api.TriggerFlow(flow_id=ids["flow"], phone="+31612345003")).status,
}

ids = samples["recrubo"]
client = recrubo_api.ApiClient(recrubo_api.Configuration(access_token=ids["credential"]))
runs = recrubo_api.FlowRunsApi(client)
attributes = {"flowId": ids["flow"], "messageThreadId": ids["thread"], "state": {}, "initialMessage": {}}
document = recrubo_api.FlowRunCreate.from_dict({"data": {"type": "flowRuns", "attributes": attributes}})
received["recrubo"] = {
    "listed": len(runs.list_flow_runs(include="flow,messageThread", fields_flow_runs="status,flow").data),
    "read": str(runs.read_flow_run(ids["read"]).data.id),
    "written": str(runs.create_flow_run(document).data.id),
}

ids = samples["rapidpro"]
client = rapidpro_api.ApiClient(rapidpro_api.Configuration())
client.set_default_header("Authorization", ids["authorization"])
runs = rapidpro_api.RunsApi(client)
start = rapidpro_api.FlowStartRequest(flow=ids["flow"], contacts=[ids["contact"]])
received["rapidpro"] = {
    "listed": len(runs.list_runs().results),
    "read": str(runs.list_runs(uuid=ids["read"]).results[0].uuid),
    "written": str(rapidpro_api.FlowStartsApi(client).create_flow_start(start).uuid),
}

ids = samples["idnow"]
configuration = idnow_api.Configuration()
client = idnow_api.ApiClient(configuration)
configuration.access_token = (
    idnow_api.TokensApi(client)
    .issue_token(grant_type="client_credentials", client_id=ids["clientId"], client_secret=ids["secret"])
    .access_token
)
sessions = idnow_api.SessionsApi(client)
session = idnow_api.NewSession.from_dict({"metadata": {"subjectId": "one"}})
received["idnow"] = {
    "listed": len(sessions.list_sessions(ids["flow"], "live").content),
    "read": str(sessions.read_session("live", ids["read"]).session_id),
    "written": str(sessions.create_session(ids["flow"], "live", session).session_context.session_id),
}

print(json.dumps(received))
