import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads and writes through the Java clients that OpenAPI Generator writes; prints what it received. */
public class OpenApiGenerator {
  public static void main(String[] arguments) throws Exception {
    ObjectMapper mapper = new ObjectMapper();
    JsonNode samples = mapper.readTree(System.getenv("SAMPLES"));
    System.out.println(
        mapper.writeValueAsString(
            Map.of(
                "qyvo", callQyvo(samples.get("qyvo")),
                "recrubo", callRecrubo(samples.get("recrubo")),
                "rapidpro", callRapidPro(samples.get("rapidpro")),
                "idnow", callIdnow(samples.get("idnow")))));
  }

  // The base URL of each client is the one in the document.
  static Map<String, Object> callQyvo(JsonNode ids) throws Exception {
    qyvo.ApiClient client = new qyvo.ApiClient();
    client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + text(ids, "credential")));
    qyvo.api.FlowsApi flows = new qyvo.api.FlowsApi(client);
    qyvo.model.TriggerFlow start = new qyvo.model.TriggerFlow().flowId(uuid(ids, "flow")).phone("+31612345004");
    return Map.of(
        "listed", new qyvo.api.TriggersApi(client).newFlowTriggered(null).size(),
        "read", flows.getFlow(new qyvo.model.FlowById().flowId(uuid(ids, "read"))).getId().toString(),
        "written", flows.triggerFlow(start).getStatus().getValue());
  }

  static Map<String, Object> callRecrubo(JsonNode ids) throws Exception {
    recrubo.ApiClient client = new recrubo.ApiClient();
    client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + text(ids, "credential")));
    recrubo.api.FlowRunsApi runs = new recrubo.api.FlowRunsApi(client);
    String document =
        String.format(
            "{\"data\":{\"type\":\"flowRuns\",\"attributes\":"
                + "{\"flowId\":\"%s\",\"messageThreadId\":\"%s\",\"state\":{},\"initialMessage\":"
                + "{\"type\":\"template\",\"template\":{\"id\":\"%s\",\"components\":[]}}}}}",
            text(ids, "flow"), text(ids, "thread"), UUID.randomUUID());
    recrubo.model.FlowRunCreate run = recrubo.ApiClient.createDefaultObjectMapper().readValue(document, recrubo.model.FlowRunCreate.class);
    return Map.of(
        "listed", runs.listFlowRuns(null, null, null, null, "flow", "status", null, null).getData().size(),
        "read", runs.readFlowRun(uuid(ids, "read"), null, null, null, null).getData().getId().toString(),
        "written", runs.createFlowRun(run).getData().getId().toString());
  }

  static Map<String, Object> callRapidPro(JsonNode ids) throws Exception {
    rapidpro.ApiClient client = new rapidpro.ApiClient();
    client.setRequestInterceptor(request -> request.header("Authorization", text(ids, "authorization")));
    rapidpro.api.RunsApi runs = new rapidpro.api.RunsApi(client);
    rapidpro.model.FlowStartRequest start =
        new rapidpro.model.FlowStartRequest().flow(uuid(ids, "flow")).contacts(List.of(uuid(ids, "contact")));
    String read = text(ids, "read");
    return Map.of(
        "listed", runs.listRuns(null, null, null, null, null, null, null, null, null, null, null).getResults().size(),
        "read",
            runs.listRuns(read, null, null, null, null, null, null, null, null, null, null)
                .getResults().get(0).getUuid().toString(),
        "written", new rapidpro.api.FlowStartsApi(client).createFlowStart(start, null).getUuid().toString());
  }

  static Map<String, Object> callIdnow(JsonNode ids) throws Exception {
    idnow.ApiClient client = new idnow.ApiClient();
    String token =
        new idnow.api.TokensApi(client)
            .issueToken("client_credentials", text(ids, "clientId"), text(ids, "secret"), null)
            .getAccessToken();
    client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + token));
    idnow.api.SessionsApi sessions = new idnow.api.SessionsApi(client);
    idnow.model.NewSession session = new idnow.model.NewSession();
    session.setMetadata(new idnow.model.NewSessionMetadata().subjectId("one"));
    String flow = text(ids, "flow");
    return Map.of(
        "listed", sessions.listSessions(flow, "live", null, null, null, null).getContent().size(),
        "read", sessions.readSession("live", text(ids, "read")).getSessionId().toString(),
        "written", sessions.createSession(flow, "live", session).getSessionContext().getSessionId().toString());
  }

  static String text(JsonNode ids, String name) {
    return ids.get(name).asText();
  }

  static UUID uuid(JsonNode ids, String name) {
    return UUID.fromString(text(ids, name));
  }
}
