/** What becomes of requests when something dies: real workers, a real broker, and a count of the outcomes. */
@NullMarked
package dev.presage.faults.reliability;

import org.jspecify.annotations.NullMarked;
