package dev.presage.contract;

/** What can be wrong with a message's bytes, before anybody asks what they mean. */
public enum Fault {
    /** Not one JSON object: a syntax error, a field that appears twice, bytes after its end. */
    MALFORMED_JSON,

    /** A required field is absent or null. */
    MISSING_FIELD,

    /** A field has the wrong type or a value that can't be. */
    INVALID_FIELD,

    /** More bytes than a message may have. */
    TOO_LARGE
}
