package dev.presage.alerts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** A mapping of a YAML document, whose parts are asked for by name and type. */
public record Yaml(Map<?, ?> parts) {

    /** Reads a document that is a mapping. */
    public static Yaml parse(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(1000);
        Object document = new org.yaml.snakeyaml.Yaml(new SafeConstructor(options)).load(text);
        return of(document);
    }

    private static Yaml of(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return new Yaml(map);
        }
        throw new IllegalArgumentException("found " + value + ", expected a mapping");
    }

    /** Whether there is anything of that name. */
    public boolean has(String key) {
        return parts.get(key) != null;
    }

    /** A scalar, as text. */
    public String text(String key) {
        Object value = parts.get(key);
        if (value == null || value instanceof Map || value instanceof List) {
            throw new IllegalArgumentException(key + " is " + value + ", expected a scalar in " + parts);
        }
        return value.toString();
    }

    /** The same; if there is none of that name, what stands for it. */
    public String text(String key, String otherwise) {
        return has(key) ? text(key) : otherwise;
    }

    /** A mapping within this one. */
    public Yaml map(String key) {
        return of(parts.get(key));
    }

    /** A list of mappings; empty if there is none of that name. */
    public List<Yaml> maps(String key) {
        List<Yaml> maps = new ArrayList<>();
        items(key).forEach(item -> maps.add(of(item)));
        return maps;
    }

    /** A list of scalars, as text; empty if there is none of that name. */
    public List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        items(key).forEach(item -> texts.add(String.valueOf(item)));
        return texts;
    }

    private List<?> items(String key) {
        return parts.get(key) instanceof List<?> list ? list : List.of();
    }

    /** A mapping of scalars, as text; empty if there is none of that name. */
    public Map<String, String> strings(String key) {
        Map<String, String> strings = new LinkedHashMap<>();
        if (parts.get(key) instanceof Map<?, ?> map) {
            map.forEach((name, value) -> strings.put(String.valueOf(name), String.valueOf(value)));
        }
        return strings;
    }
}
