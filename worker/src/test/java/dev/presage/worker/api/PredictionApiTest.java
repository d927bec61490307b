package dev.presage.worker.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.presage.worker.answer.Answer.Predicted;
import dev.presage.worker.predict.Predictor.Question;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.apache.kafka.streams.KafkaStreams.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is answered to who asks for a prediction. */
class PredictionApiTest extends WithApi {
    @Test
    void answersWhatTheSameRequestOnTheTopicIsAnswered() throws Exception {
        HttpResponse<String> answer =
                get("/predict/AAPL?model_type=normal&as_of=2017-02-10T21:00:00Z", "/predict/{ticker}");

        assertThat(answer.statusCode()).isEqualTo(200);
        String requestId = JSON.readTree(answer.body()).path("request_id").asText();
        String request =
                """
                {"request_id":"%s","ticker":"AAPL","model_type":"normal","as_of":"2017-02-10T21:00:00Z"}"""
                        .formatted(requestId);
        Predicted onTheTopic = (Predicted) predictor
                .answer(List.of(new Question(request.getBytes(UTF_8), NOW)))
                .get(0);
        assertThat(answer.body()).isEqualTo(new String(onTheTopic.json(), UTF_8));
    }

    @Test
    void knowsAboutNowAndAsksTheNormalModelUnlessToldOtherwise() throws Exception {
        JsonNode prediction =
                JSON.readTree(get("/predict/AAPL", "/predict/{ticker}").body());

        assertThat(prediction.path("as_of").asText()).isEqualTo(NOW.toString());
        assertThat(prediction.path("reference_time").asText()).isEqualTo("2017-02-28T21:00:00Z");
        assertThat(prediction.path("model_type").asText()).isEqualTo("normal");
        assertThat(prediction.path("request_id").asText()).startsWith("api-");
    }

    @Test
    void takesFeaturesFromTheAddress() throws Exception {
        JsonNode prediction =
                JSON.readTree(get("/predict/AAPL?model_type=root&features.sentiment=0.25", "/predict/{ticker}")
                        .body());

        assertThat(prediction.path("predicted_price").asDouble()).isEqualTo(128 * 1.5);
        assertThat(prediction.path("features_source").asText()).isEqualTo("request");
    }

    @Test
    void takesATickerWithASlash() throws Exception {
        HttpResponse<String> answer =
                get("/predict/EUR%2FUSD?model_type=root&features.sentiment=0", "/predict/{ticker}");

        assertThat(answer.body()).contains("\"ticker\":\"EUR/USD\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/predict/MSFT | 404 | no_prices | no bar for MSFT at or before 2017-03-01T22:00:00Z",
                "/predict/A%20A | 400 | invalid_field | ticker is 'A A', expected",
                "/predict/AAPL?model_type=x | 404 | unknown_model | model_type is 'x', expected one of [normal, root]",
                "/predict/AAPL?as_of=noon | 400 | invalid_field | as_of is 'noon', expected an ISO-8601 time",
                "/predict/AAPL?as_of=2017-03-02T22:00:00Z | 400 | invalid_field | as_of is 2017-03-02T22:00:00Z, expected at most a minute after",
                "/predict/AAPL?as_of=2017-02-01T21:00:00Z | 422 | too_few_prices | 1 bars for AAPL up to 2017-02-01T21:00:00Z",
                "/predict/AAPL?model_type=root | 422 | missing_feature | features lack [sentiment], expected from the request",
                "/predict/AAPL?model_type=root&features.sentiment=high | 400 | invalid_field | features.sentiment is the string 'high', expected a number",
                "/predict/AAPL?model_type=root&features.sentiment=NaN | 400 | invalid_field | features.sentiment is the string 'NaN', expected a number",
                "/predict/AAPL?model_type=root&features.sentiment=-1 | 500 | model_failure | model root/1 predicts a return of NaN, expected a finite number",
                "/predict/AAPL?model=normal | 400 | invalid_parameter | the parameter 'model' is unknown, expected model_type, as_of or features.<name>",
                "/predict/AAPL?as_of=a&as_of=b | 400 | invalid_parameter | the parameter 'as_of' is there twice, expected once",
            })
    void saysInOneSentenceWhatIsWrong(String path, int status, String errorType, String sentence) throws Exception {
        HttpResponse<String> answer = get(path, "/predict/{ticker}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.path("error_type").asText()).isEqualTo(errorType);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("detail").asText()).startsWith(sentence);
        assertThat(metric("api_errors_total{error_type=\"" + errorType + "\"}")).isEqualTo(1);
    }

    @Test
    void listsModelsAndTickers() throws Exception {
        JsonNode served = JSON.readTree(get("/models", "/models").body()).path("models");
        assertThat(served.findValuesAsText("model_type")).containsExactly("normal", "root");

        JsonNode tickers = JSON.readTree(get("/tickers", "/tickers").body()).path("tickers");
        assertThat(tickers.findValuesAsText("ticker")).containsExactly("AAPL", "EUR/USD");
        assertThat(tickers.at("/0/bars").asInt()).isEqualTo(28);
        assertThat(tickers.at("/0/newest_close_time").asText()).isEqualTo("2017-02-28T21:00:00Z");
    }

    @Test
    void isNotReadyUntilTheWorkerIs() throws Exception {
        health.streamsState(State.REBALANCING);

        HttpResponse<String> answer = get("/predict/AAPL", "/predict/{ticker}");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("Kafka Streams is REBALANCING, not RUNNING");
        assertThat(get("/tickers", "/tickers").statusCode()).isEqualTo(503);
    }

    @Test
    void answersHeadAsGetWithoutTheBody() throws Exception {
        HttpResponse<String> good = send(request("/predict/AAPL").method("HEAD", BodyPublishers.noBody()));
        assertThat(good.statusCode()).isEqualTo(200);
        assertThat(good.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(good.body()).isEmpty();

        HttpResponse<String> bad = send(request("/predict/MSFT").method("HEAD", BodyPublishers.noBody()));
        assertThat(bad.statusCode()).isEqualTo(404);
        assertThat(bad.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void quotesInUtf8WhatItDoesNotUnderstand() throws Exception {
        byte[] problem = client.send(request("/predict/AAPL?model_type=%C3%84").build(), BodyHandlers.ofByteArray())
                .body();

        assertThat(JSON.readTree(problem).path("detail").asText()).contains("'Ä'");
    }

    @Test
    void isAskedAnewEachTime() throws Exception {
        for (String path : List.of("/predict/AAPL", "/predict/MSFT", "/nowhere")) {
            assertThat(send(request(path)).headers().firstValue("Cache-Control"))
                    .contains("no-store");
        }
    }
}
