package dev.presage.worker.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presage.broker.EmbeddedBroker;
import dev.presage.worker.access.AccessAdmin.Change;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a broker that knows who may do what, and where whoever did not log in may do all. */
class AccessAdminIT {
    @TempDir
    private static Path directory;

    @SuppressWarnings("NullAway.Init")
    private static EmbeddedBroker broker;

    @SuppressWarnings("NullAway.Init")
    private static Admin admin;

    @SuppressWarnings("NullAway.Init")
    private static AccessAdmin access;

    @BeforeAll
    static void start() throws Exception {
        broker = EmbeddedBroker.start(
                0,
                directory.resolve("broker"),
                Map.of(
                        "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                        "super.users", "User:ANONYMOUS"));
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
        access = new AccessAdmin(admin);
    }

    @AfterAll
    static void stop() throws Exception {
        admin.close();
        broker.close();
    }

    @Test
    void grantsWhatIsMissingAndWithdrawsWhatElseWasGranted() throws Exception {
        assertThat(access.apply(Role.PRODUCER, "mine")).isEqualTo(new Change(1, 0, 0));
        assertThat(access.apply(Role.WORKER, "mine")).isEqualTo(new Change(6, 0, 0));
        AclBinding surplus = new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, "prices", PatternType.LITERAL),
                new AccessControlEntry("User:worker", "*", AclOperation.WRITE, AclPermissionType.ALLOW));
        AclBinding anothers = new AclBinding(
                surplus.pattern(), new AccessControlEntry("User:x", "*", AclOperation.READ, AclPermissionType.ALLOW));
        admin.createAcls(List.of(surplus, anothers)).all().get();

        assertThat(access.apply(Role.WORKER, "mine")).isEqualTo(new Change(0, 6, 1));
        // Group and transactions are named after the application.
        assertThat(access.apply(Role.WORKER, "yours")).isEqualTo(new Change(2, 4, 2));
        assertThat(access.apply(Role.PRODUCER, "mine")).isEqualTo(new Change(0, 1, 0));
    }

    @Test
    void setsPasswordsAgainAndAgain() throws Exception {
        access.setPasswords(Map.of("worker", "one", "producer", "two"));
        access.setPasswords(Map.of("worker", "three"));

        Map<String, ?> users = admin.describeUserScramCredentials().all().get();
        assertThat(users.keySet()).isEqualTo(Set.of("worker", "producer"));
        assertThat(admin.describeUserScramCredentials()
                        .description("worker")
                        .get()
                        .credentialInfos())
                .singleElement()
                .satisfies(info -> assertThat(info.mechanism()).isEqualTo(ScramMechanism.SCRAM_SHA_512));
    }
}
