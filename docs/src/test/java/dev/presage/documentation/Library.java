package dev.presage.documentation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.presage.alerts.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What somebody else made and a program is shipped with, as the program's bill of materials has it.
 *
 * @param offered the licences of which its users may choose one
 */
record Library(String group, String name, String version, List<String> offered, String homePage) {
    private static final String OWN = "dev.presage";

    /** All of a program, in the order of their names. */
    static List<Library> of(String program) throws IOException {
        Path bill = Repository.file(program + "/target/bom.json");
        if (!Files.exists(bill)) {
            throw new IllegalStateException(Repository.name(bill) + " is missing: `make build` writes it");
        }
        List<Library> libraries = new ArrayList<>();
        for (JsonNode component : new ObjectMapper().readTree(bill.toFile()).path("components")) {
            if (!component.path("group").asText().equals(OWN)) {
                libraries.add(of(component));
            }
        }
        if (libraries.isEmpty()) {
            throw new IllegalStateException(Repository.name(bill) + " names no libraries");
        }
        libraries.sort((a, b) -> a.toString().compareTo(b.toString()));
        return libraries;
    }

    private static Library of(JsonNode component) {
        List<String> offered = new ArrayList<>();
        for (JsonNode choice : component.path("licenses")) {
            JsonNode licence = choice.path("license");
            offered.add(licence.path("id")
                    .asText(licence.path("name")
                            .asText(choice.path("expression").asText())));
        }
        String homePage = "";
        for (JsonNode reference : component.path("externalReferences")) {
            if (reference.path("type").asText().equals("website")) {
                homePage = reference.path("url").asText();
            }
        }
        return new Library(
                component.path("group").asText(),
                component.path("name").asText(),
                component.path("version").asText(),
                offered,
                homePage);
    }

    @Override
    public String toString() {
        return group + ":" + name;
    }
}
