"""Reads and writes through the clients that openapi-python-client generates; prints what it received."""

import json
import os
from uuid import UUID

import idnow
import qyvo
import rapidpro
import recrubo
from idnow.api.sessions import create_session, list_sessions, read_session
from idnow.api.tokens import issue_token
from idnow.models import CreateSessionEnvironment, ListSessionsEnvironment, NewSession, ReadSessionEnvironment, TokenRequest
from qyvo.api.flows import get_flow, trigger_flow
from qyvo.api.triggers import new_flow_triggered
from qyvo.models import FlowById, TriggerFlow
from rapidpro.api.flow_starts import create_flow_start
from rapidpro.api.runs import list_runs
from rapidpro.models import FlowStartRequest
from recrubo.api.flow_runs import create_flow_run, list_flow_runs, read_flow_run
from recrubo.models import FlowRunCreate

samples = json.loads(os.environ["SAMPLES"])
url = samples["url"]
received = {}

ids = samples["qyvo"]
client = qyvo.AuthenticatedClient(base_url=url, token=ids["credential"])
received["qyvo"] = {
    "listed": len(new_flow_triggered.sync(client=client)),
    "read": str(get_flow.sync(client=client, body=FlowById(flow_id=UUID(ids["read"]))).id),
    "written": trigger_flow.sync(
        client=client, body=TriggerFlow(flow_id=UUID(ids["flow"]), phone="+31612345002")
    ).status.value,
}

ids = samples["recrubo"]
client = recrubo.AuthenticatedClient(base_url=url, token=ids["credential"])
attributes = {"flowId": ids["flow"], "messageThreadId": ids["thread"], "state": {}, "initialMessage": {}}
document = FlowRunCreate.from_dict({"data": {"type": "flowRuns", "attributes": attributes}})
received["recrubo"] = {
    # A sparse fieldset: the other attributes are absent.
    "listed": len(list_flow_runs.sync(client=client, include="flow", fieldsflow_runs="status,flow").data),
    "read": str(read_flow_run.sync(UUID(ids["read"]), client=client).data.id),
    "written": str(create_flow_run.sync(client=client, body=document).data.id),
}

ids = samples["rapidpro"]
client = rapidpro.AuthenticatedClient(base_url=url, token=ids["credential"], prefix="Token")
start = FlowStartRequest(flow=UUID(ids["flow"]), contacts=[UUID(ids["contact"])])
received["rapidpro"] = {
    "listed": len(list_runs.sync(client=client).results),
    "read": str(list_runs.sync(client=client, uuid=ids["read"]).results[0].uuid),
    "written": str(create_flow_start.sync(client=client, body=start).uuid),
}

ids = samples["idnow"]
grant = TokenRequest(grant_type="client_credentials", client_id=ids["clientId"], client_secret=ids["secret"])
token = issue_token.sync(client=idnow.Client(base_url=url), body=grant).access_token
client = idnow.AuthenticatedClient(base_url=url, token=token)
session = NewSession.from_dict({"metadata": {"subjectId": "one"}})
received["idnow"] = {
    "listed": len(list_sessions.sync(ids["flow"], ListSessionsEnvironment.LIVE, client=client).content),
    "read": str(read_session.sync(ReadSessionEnvironment.LIVE, ids["read"], client=client).session_id),
    "written": str(
        create_session.sync(
            ids["flow"], CreateSessionEnvironment.LIVE, client=client, body=session
        ).session_context.session_id
    ),
}

print(json.dumps(received))
