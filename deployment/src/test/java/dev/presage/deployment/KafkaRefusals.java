package dev.presage.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What Kafka must refuse in the secure deployment. */
final class KafkaRefusals {
    private final String address;
    private final Secrets secrets;

    KafkaRefusals(String address, Secrets secrets) {
        this.address = address;
        this.secrets = secrets;
    }

    /** Neither a wrong password nor plain text gets in, and a client does not talk to a server that it can't trust. */
    void assertNobodyGetsInUnproven() throws IOException {
        Map<String, String> wrong = secrets.login("producer");
        wrong.computeIfPresent("sasl.jaas.config", (key, jaas) -> jaas.replaceAll("password=\"", "password=\"x"));
        assertRefused(SaslAuthenticationException.class, () -> user(wrong).comeIn());

        Map<String, String> untrusting = secrets.login("producer");
        untrusting.remove("ssl.truststore.certificates");
        untrusting.remove("ssl.truststore.type");
        assertRefused(SslAuthenticationException.class, () -> user(untrusting).comeIn());

        assertThat(answerToPlainText())
                .as("the first byte of the answer: none, or that of a TLS alert")
                .isIn(-1, 21);
    }

    /** What an ApiVersions request, with which each client begins, gets without TLS; an answer to it would begin with a zero. */
    private int answerToPlainText() throws IOException {
        URI broker = URI.create("kafka://" + address);
        try (Socket socket = new Socket(broker.getHost(), broker.getPort())) {
            socket.setSoTimeout(10_000);
            // length 11, API key 18, version 0, correlation id 1, client id of length 1
            socket.getOutputStream().write(new byte[] {0, 0, 0, 11, 0, 18, 0, 0, 0, 0, 0, 1, 0, 1, 'x'});
            return socket.getInputStream().read();
        }
    }

    /** The right password does not help where the right is not given. */
    void assertNoRoleMayDoMore() throws IOException {
        KafkaUser worker = user(secrets.login("worker"));
        KafkaUser evaluator = user(secrets.login("evaluator"));
        KafkaUser producer = user(secrets.login("producer"));
        KafkaUser publisher = user(secrets.login("price-publisher"));
        KafkaUser reader = user(secrets.login("reader"));

        assertRefused(TopicAuthorizationException.class, () -> producer.read("predictions"));
        assertRefused(TopicAuthorizationException.class, () -> producer.read("prediction-requests"));
        assertRefused(TopicAuthorizationException.class, () -> producer.write("prices"));
        assertRefused(TopicAuthorizationException.class, () -> producer.write("predictions"));
        assertRefused(TopicAuthorizationException.class, () -> publisher.write("prediction-requests"));
        assertRefused(TopicAuthorizationException.class, () -> publisher.read("prices"));
        assertRefused(TopicAuthorizationException.class, () -> evaluator.write("predictions"));
        assertRefused(TopicAuthorizationException.class, () -> evaluator.read("prediction-requests"));
        assertRefused(GroupAuthorizationException.class, () -> evaluator.joinGroup("evaluator", "predictions"));
        assertRefused(TopicAuthorizationException.class, () -> reader.write("prediction-requests-dlq"));
        assertRefused(GroupAuthorizationException.class, () -> reader.joinGroup("prediction-worker", "predictions"));
        assertRefused(TopicAuthorizationException.class, () -> worker.write("prediction-requests"));
        assertRefused(TopicAuthorizationException.class, () -> worker.read("predictions"));
        assertRefused(
                TransactionalIdAuthorizationException.class,
                () -> producer.writeInTransactionsOf("prediction-worker-1"));
        assertRefused(TransactionalIdAuthorizationException.class, () -> worker.writeInTransactionsOf("another"));
        assertRefused(
                TopicAuthorizationException.class,
                () -> worker.administer(admin -> admin.createTopics(List.of(new NewTopic("mine", 1, (short) 1)))
                        .all()
                        .get()));
        assertRefused(
                ClusterAuthorizationException.class,
                () -> worker.administer(admin ->
                        admin.describeAcls(AclBindingFilter.ANY).values().get()));
    }

    private static void assertRefused(Class<? extends Exception> refusal, ThrowingCallable attempt) {
        assertThatThrownBy(attempt).satisfiesAnyOf(e -> assertThat(e).isInstanceOf(refusal), e -> assertThat(e)
                .hasCauseInstanceOf(refusal));
    }

    private KafkaUser user(Map<String, String> login) {
        return new KafkaUser(address, login);
    }
}
