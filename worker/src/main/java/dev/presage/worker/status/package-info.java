/** The page for the person who was paged: how this worker is, at one look. */
@NullMarked
package dev.presage.worker.status;

import org.jspecify.annotations.NullMarked;
