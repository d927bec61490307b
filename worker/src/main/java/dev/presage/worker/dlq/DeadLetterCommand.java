package dev.presage.worker.dlq;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.presage.contract.Invalid;
import dev.presage.contract.Settings;
import dev.presage.contract.Topic;
import dev.presage.worker.deadletter.DeadLetter;
import dev.presage.worker.deadletter.Place;
import dev.presage.worker.topics.AdminCommand;
import dev.presage.worker.topics.TopicScan;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code worker.jar dlq}: looks at dead letters, and sends them in again. */
@Command(
        name = "dlq",
        description = "Looks at dead letters, and sends them in again.",
        mixinStandardHelpOptions = true,
        subcommands = {DeadLetterCommand.ListThem.class, DeadLetterCommand.Show.class, ReplayCommand.class})
public final class DeadLetterCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "dlq needs a command, expected: dlq list, dlq show or dlq replay");
    }

    /** {@code worker.jar dlq list}. */
    @Command(
            name = "list",
            description = "Prints where each lies, when its request was published, its reason, request_id and message.",
            mixinStandardHelpOptions = true)
    static final class ListThem extends AdminCommand {
        @Mixin
        private Selection selection;

        @Override
        protected String subject() {
            return "the list";
        }

        @Override
        protected void prepare(Settings settings) {
            selection.prepare(settings);
        }

        @Override
        protected int run(Admin admin, PrintWriter out) {
            TreeMap<String, Integer> byReason = new TreeMap<>();
            selection.read(new TopicScan(kafka()), letter -> {
                byReason.merge(letter.reason(), 1, Integer::sum);
                out.println(String.join(
                        "  ",
                        letter.place().toString(),
                        letter.publishedAt().toString(),
                        letter.reason(),
                        letter.requestId().isEmpty() ? "-" : letter.requestId(),
                        letter.message()
                                + (letter.replays() == 0 ? "" : " (sent in again " + letter.replays() + " times)")));
            });
            int all = byReason.values().stream().mapToInt(Integer::intValue).sum();
            String counted = byReason.entrySet().stream()
                    .map(reason -> reason.getKey() + " " + reason.getValue())
                    .collect(Collectors.joining(", ", " (", ")"));
            spec().commandLine()
                    .getErr()
                    .println(all + " dead letters of requests published since " + selection.from()
                            + (all == 0 ? "" : counted));
            return 0;
        }
    }

    /** {@code worker.jar dlq show}. */
    @Command(
            name = "show",
            description = "Prints one: its headers, its key and its value.",
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:printed", "1:there is none, or Kafka does not answer", "2:a setting can't be used"},
            mixinStandardHelpOptions = true)
    static final class Show extends AdminCommand {
        @Parameters(paramLabel = "PARTITION:OFFSET", description = "Where it lies, as dlq list prints it.")
        private String place = "";

        private Place at = new Place(0, 0);

        @Override
        protected String subject() {
            return "the dead letter";
        }

        @Override
        protected void prepare(Settings settings) {
            at = Selection.place(settings, place);
        }

        @Override
        protected int run(Admin admin, PrintWriter out) {
            Optional<ConsumerRecord<byte[], byte[]>> found =
                    new TopicScan(kafka()).at(Topic.DEAD_LETTERS, at.partition(), at.offset());
            if (found.isEmpty()) {
                spec().commandLine().getErr().println("no dead letter lies at " + at);
                return 1;
            }
            DeadLetter letter = new DeadLetter(found.get());
            out.println("published: " + letter.publishedAt());
            for (Header header : found.get().headers()) {
                out.println(Invalid.visible(header.key(), 200) + ": " + shown(header.value()));
            }
            out.println("key: " + shown(found.get().key()));
            out.println("value: " + shown(found.get().value()));
            return 0;
        }

        /** Text as text, on one line; else hexadecimal digits. */
        private static String shown(byte @Nullable [] bytes) {
            if (bytes == null) {
                return "(none)";
            }
            try {
                return Invalid.visible(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)), Integer.MAX_VALUE);
            } catch (CharacterCodingException e) {
                return "0x" + HexFormat.of().formatHex(bytes);
            }
        }
    }
}
