/** The shape of the report on disk. */
@NullMarked
package dev.presage.evaluator.report;

import org.jspecify.annotations.NullMarked;
