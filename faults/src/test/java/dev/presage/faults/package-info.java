/** The system that is made to fail: a broker, models and the programs of the monitoring. */
@NullMarked
package dev.presage.faults;

import org.jspecify.annotations.NullMarked;
