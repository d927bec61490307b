package dev.presage.worker.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What {@code openapi.yaml} promises of each answer. */
final class OpenApi {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode document;

    OpenApi() throws IOException {
        try (InputStream yaml =
                Objects.requireNonNull(OpenApi.class.getResourceAsStream("openapi.yaml"), "openapi.yaml")) {
            Object loaded = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
            document = JSON.valueToTree(loaded);
        }
    }

    /** Its routes. */
    Set<String> routes() {
        Set<String> routes = new TreeSet<>();
        document.path("paths").fieldNames().forEachRemaining(routes::add);
        return routes;
    }

    /** The names that a problem's error_type may have. */
    Set<String> errorTypes() {
        Set<String> types = new TreeSet<>();
        document.at("/components/schemas/Problem/properties/error_type/enum").forEach(type -> types.add(type.asText()));
        return types;
    }

    /** Fails unless the answer to a GET of that route has a status, a type, headers and a body that it promises. */
    void check(String route, HttpResponse<String> answer) throws IOException {
        JsonNode response = resolved(document.path("paths")
                .path(route)
                .path("get")
                .path("responses")
                .path(Integer.toString(answer.statusCode())));
        assertThat(response.isMissingNode())
                .as("%s does not say that it may answer %d", route, answer.statusCode())
                .isFalse();
        String type = answer.headers().firstValue("Content-Type").orElse("").split(";", -1)[0];
        JsonNode content = response.path("content").path(type);
        assertThat(content.isMissingNode())
                .as("%s does not say that it may answer %s", route, type)
                .isFalse();
        response.path("headers").fieldNames().forEachRemaining(header -> assertThat(
                        answer.headers().firstValue(header))
                .as(header)
                .isPresent());
        if (type.endsWith("json")) {
            check(content.path("schema"), answer.body());
        }
    }

    private void check(JsonNode schema, String body) throws IOException {
        ObjectNode withComponents = JSON.createObjectNode();
        withComponents.setAll((ObjectNode) schema);
        withComponents.set("components", document.path("components"));
        assertThat(JsonSchemaFactory.getInstance(VersionFlag.V202012)
                        .getSchema(withComponents)
                        .validate(JSON.readTree(body)))
                .as(body)
                .isEmpty();
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }
}
