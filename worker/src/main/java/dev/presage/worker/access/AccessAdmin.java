package dev.presage.worker.access;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.ResourcePatternFilter;

/** Gives each role what it may do, and its password. */
final class AccessAdmin {
    /** How often a password is hashed: as often as Kafka's own tool does. */
    private static final int ITERATIONS = 4096;

    private final Admin admin;

    AccessAdmin(Admin admin) {
        this.admin = admin;
    }

    /** What was changed of a role's rights. */
    record Change(int granted, int kept, int withdrawn) {}

    /**
     * Grants what the role lacks, and withdraws what else it was granted.
     *
     * @throws ExecutionException if the broker does not answer or refuses
     */
    Change apply(Role role, String applicationId) throws ExecutionException, InterruptedException {
        AclBindingFilter ofRole = new AclBindingFilter(
                ResourcePatternFilter.ANY,
                new AccessControlEntryFilter(role.principal(), null, AclOperation.ANY, AclPermissionType.ANY));
        Set<AclBinding> wanted = role.rights(applicationId);
        Set<AclBinding> there =
                new HashSet<>(admin.describeAcls(ofRole).values().get());
        Set<AclBinding> lacking = new HashSet<>(wanted);
        lacking.removeAll(there);
        Set<AclBinding> surplus = new HashSet<>(there);
        surplus.removeAll(wanted);
        admin.createAcls(lacking).all().get();
        admin.deleteAcls(surplus.stream().map(AclBinding::toFilter).toList())
                .all()
                .get();
        return new Change(lacking.size(), wanted.size() - lacking.size(), surplus.size());
    }

    /**
     * Sets passwords; who is logged in stays so.
     *
     * @param passwords by user
     * @throws ExecutionException if the broker does not answer or refuses
     */
    void setPasswords(Map<String, String> passwords) throws ExecutionException, InterruptedException {
        ScramCredentialInfo info = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS);
        List<UserScramCredentialAlteration> alterations = passwords.entrySet().stream()
                .<UserScramCredentialAlteration>map(
                        entry -> new UserScramCredentialUpsertion(entry.getKey(), info, entry.getValue()))
                .toList();
        admin.alterUserScramCredentials(alterations).all().get();
    }
}
