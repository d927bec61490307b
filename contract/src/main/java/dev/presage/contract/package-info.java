/** What the processes agree on: topics, messages and their JSON, model manifests, and how settings are read. */
@NullMarked
package dev.presage.contract;

import org.jspecify.annotations.NullMarked;
