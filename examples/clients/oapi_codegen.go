// Reads and writes through the clients that oapi-codegen generates; prints what it received.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"

	"clients/idnow"
	"clients/qyvo"
	"clients/rapidpro"
	"clients/recrubo"

	"github.com/google/uuid"
)

type ids map[string]any

func (one ids) text(name string) string { return one[name].(string) }

func (one ids) uuid(name string) uuid.UUID { return uuid.MustParse(one.text(name)) }

type result struct {
	Listed  int    `json:"listed"`
	Read    string `json:"read"`
	Written string `json:"written"`
}

func authorize(value string) func(context.Context, *http.Request) error {
	return func(_ context.Context, request *http.Request) error {
		request.Header.Set("Authorization", value)
		return nil
	}
}

// must ends the program at an error of a request, or of the creation of a client.
func must[Value any](value Value, err error) Value {
	if err != nil {
		panic(err)
	}
	return value
}

func main() {
	var samples map[string]json.RawMessage
	must(0, json.Unmarshal([]byte(os.Getenv("SAMPLES")), &samples))
	var url string
	must(0, json.Unmarshal(samples["url"], &url))
	read := func(vendor string) (one ids) {
		must(0, json.Unmarshal(samples[vendor], &one))
		return one
	}
	received := map[string]result{
		"qyvo":     callQyvo(url, read("qyvo")),
		"recrubo":  callRecrubo(url, read("recrubo")),
		"rapidpro": callRapidPro(url, read("rapidpro")),
		"idnow":    callIdnow(url, read("idnow")),
	}
	fmt.Println(string(must(json.Marshal(received))))
}

func callQyvo(url string, one ids) result {
	ctx := context.Background()
	client := must(qyvo.NewClientWithResponses(url, qyvo.WithRequestEditorFn(authorize("Bearer "+one.text("credential")))))
	sessions := must(client.NewFlowTriggeredWithResponse(ctx, &qyvo.NewFlowTriggeredParams{}))
	flow := must(client.GetFlowWithResponse(ctx, qyvo.FlowById{FlowId: one.uuid("read")}))
	phone := "+31612345005"
	triggered := must(client.TriggerFlowWithResponse(ctx, qyvo.TriggerFlow{FlowId: one.uuid("flow"), Phone: &phone}))
	return result{len(*sessions.JSON200), flow.JSON200.Id.String(), string(triggered.JSON201.Status)}
}

func callRecrubo(url string, one ids) result {
	ctx := context.Background()
	client := must(recrubo.NewClientWithResponses(url, recrubo.WithRequestEditorFn(authorize("Bearer "+one.text("credential")))))
	include, fields := "flow,messageThread", "status"
	runs := must(client.ListFlowRunsWithResponse(ctx, &recrubo.ListFlowRunsParams{Include: &include, FieldsFlowRuns: &fields}))
	run := must(client.ReadFlowRunWithResponse(ctx, one.uuid("read"), &recrubo.ReadFlowRunParams{}))
	var body recrubo.FlowRunCreate
	body.Data.Type = "flowRuns"
	body.Data.Attributes.FlowId = one.uuid("flow")
	body.Data.Attributes.MessageThreadId = one.uuid("thread")
	must(0, body.Data.Attributes.InitialMessage.FromNoMessage(recrubo.NoMessage{}))
	created := must(client.CreateFlowRunWithApplicationVndAPIPlusJSONBodyWithResponse(ctx, body))
	return result{
		len(runs.ApplicationvndApiJSON200.Data),
		run.ApplicationvndApiJSON200.Data.Id.String(),
		created.ApplicationvndApiJSON201.Data.Id.String(),
	}
}

func callRapidPro(url string, one ids) result {
	ctx := context.Background()
	client := must(rapidpro.NewClientWithResponses(url, rapidpro.WithRequestEditorFn(authorize(one.text("authorization")))))
	runs := must(client.ListRunsWithResponse(ctx, &rapidpro.ListRunsParams{}))
	id := one.text("read")
	run := must(client.ListRunsWithResponse(ctx, &rapidpro.ListRunsParams{Uuid: &id}))
	contacts := []uuid.UUID{one.uuid("contact")}
	request := rapidpro.FlowStartRequest{Flow: one.uuid("flow"), Contacts: &contacts}
	start := must(client.CreateFlowStartWithResponse(ctx, &rapidpro.CreateFlowStartParams{}, request))
	return result{len(runs.JSON200.Results), run.JSON200.Results[0].Uuid.String(), start.JSON201.Uuid.String()}
}

func callIdnow(url string, one ids) result {
	ctx := context.Background()
	public := must(idnow.NewClientWithResponses(url))
	grant, id, secret := "client_credentials", one.text("clientId"), one.text("secret")
	request := idnow.TokenRequest{GrantType: grant, ClientId: &id, ClientSecret: &secret}
	token := must(public.IssueTokenWithFormdataBodyWithResponse(ctx, request)).JSON200.AccessToken
	client := must(idnow.NewClientWithResponses(url, idnow.WithRequestEditorFn(authorize("Bearer "+token))))
	flow, subject := one.text("flow"), "one"
	sessions := must(client.ListSessionsWithResponse(ctx, flow, "live", &idnow.ListSessionsParams{}))
	session := must(client.ReadSessionWithResponse(ctx, "live", one.text("read")))
	body := idnow.NewSession{Metadata: &idnow.NewSession_Metadata{SubjectId: &subject}}
	created := must(client.CreateSessionWithResponse(ctx, flow, "live", body))
	return result{
		len(sessions.JSON200.Content),
		session.JSON200.SessionId.String(),
		created.JSON201.SessionContext.SessionId.String(),
	}
}
