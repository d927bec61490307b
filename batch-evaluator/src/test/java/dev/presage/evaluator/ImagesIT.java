package dev.presage.evaluator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presage.process.EvaluatorProcess;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** Against the images that are deployed. The other tests have the same broker in process, and need no Docker. */
@EnabledIf(value = "dockerAnswers", disabledReason = "ImagesIT did not run: no Docker engine answers")
class ImagesIT {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    static boolean dockerAnswers() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    @Test
    void evaluatesOnTheKafkaImageAndPushesToThePushgatewayImage() throws Exception {
        FiguresFixture fixture = new FiguresFixture();
        fixture.writeManifests(directory.resolve("models"));
        try (KafkaContainer kafka = kafka();
                RealPushgateway pushgateway = RealPushgateway.container()) {
            kafka.start();
            TopicWriter topics = new TopicWriter(kafka.getBootstrapServers());
            topics.createTopics(6);
            topics.bars(fixture.bars);
            topics.predictions(fixture.predictions);

            EvaluatorProcess.Ended ended = new EvaluatorProcess(
                            directory,
                            Map.of(
                                    "KAFKA_BOOTSTRAP_SERVERS",
                                    kafka.getBootstrapServers(),
                                    "EVALUATOR_PUSHGATEWAY",
                                    pushgateway.address()))
                    .run("--date", "2017-02-10");

            assertThat(ended).isEqualTo(new EvaluatorProcess.Ended(0, "", ""));
            assertThat(pushgateway.lines("model_forecasts{"))
                    .filteredOn(line -> line.contains("model_type=\"normal\"")
                            && line.contains("state=\"evaluated\"")
                            && line.contains("window=\"session\""))
                    .singleElement()
                    .asString()
                    .endsWith(" 3");
        }
    }

    /** As root, because a build of the image from read-only sources has a configuration that its own user can't write. */
    @SuppressWarnings("resource") // the caller's to close
    private static KafkaContainer kafka() {
        return new KafkaContainer(DockerImageName.parse("apache/kafka:4.3.1"))
                .withCreateContainerCmdModifier(command -> command.withUser("root"));
    }
}
