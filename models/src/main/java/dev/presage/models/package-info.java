/** The sample models: what they learn from, how they are trained and validated, and how they become files. */
@NullMarked
package dev.presage.models;

import org.jspecify.annotations.NullMarked;
