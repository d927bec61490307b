/** Which models are served, and in which versions. */
@NullMarked
package dev.presage.worker.model;

import org.jspecify.annotations.NullMarked;
