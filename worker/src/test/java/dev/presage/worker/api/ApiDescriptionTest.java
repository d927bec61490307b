package dev.presage.worker.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.presage.worker.answer.Reason;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the API says of itself and of the topics. */
class ApiDescriptionTest extends WithApi {
    @Test
    void servesItsDescription() throws Exception {
        assertThat(get("/openapi.yaml", "/openapi.yaml").body()).startsWith("openapi: 3.1.0\n");
        assertThat(promised.errorTypes())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(ProblemType.values())
                        .map(ProblemType::label)
                        .toList());
    }

    @Test
    void servesTheDescriptionOfTheTopicsWithAllThatItRefersTo() throws Exception {
        String document = get("/asyncapi.yaml", "/asyncapi.yaml").body();

        assertThat(document).startsWith("asyncapi: 3.0.0\n");
        List<String> references = Pattern.compile("\\$ref: (\\w[^ }]*)")
                .matcher(document)
                .results()
                .map(reference -> reference.group(1))
                .toList();
        assertThat(references).hasSize(3);
        for (String reference : references) {
            JsonNode schema =
                    JSON.readTree(get("/" + reference, "/schemas/{name}").body());
            assertThat(schema.path("$id").asText()).isEqualTo(idOf(reference));
            assertThat(schema.findValuesAsText("$ref")).isNotEmpty().allMatch(inside -> !schema.at(inside.substring(1))
                    .isMissingNode());
        }
    }

    private static String idOf(String reference) {
        return reference.replace("schemas/", "urn:presage:schema:").replace(".schema.json", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "prediction", "a%2Fb"})
    void saysWhichSchemasThereAre(String name) throws Exception {
        HttpResponse<String> answer = get("/schemas/" + name, "/schemas/{name}");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(JSON.readTree(answer.body()).path("detail").asText())
                .isEqualTo(
                        "the schema is '" + URLDecoder.decode(name, UTF_8)
                                + "', expected one of price-bar.schema.json, prediction-request.schema.json, prediction.schema.json");
    }

    @ParameterizedTest
    @EnumSource
    void theDocumentsSayWhatEachProblemIs(ProblemType type) throws Exception {
        assertThat(Files.readString(Path.of("../docs/api.md")))
                .contains("\n### " + type.label() + "\n\n" + type.status());
    }

    @Test
    void describesAllRoutesAndNoOthers() throws Exception {
        String sentence =
                JSON.readTree(send(request("/")).body()).path("detail").asText();

        assertThat(sentence).startsWith("GET / is not here, expected one of ");
        assertThat(sentence.substring(sentence.indexOf("of ") + 3).split(", "))
                .containsExactlyInAnyOrderElementsOf(promised.routes());
    }

    @ParameterizedTest
    @EnumSource
    void everyReasonToRefuseARequestIsAProblem(Reason reason) {
        assertThat(ProblemType.of(reason).label()).isEqualTo(reason.label());
    }
}
