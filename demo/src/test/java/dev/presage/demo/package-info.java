@NullMarked
package dev.presage.demo;

import org.jspecify.annotations.NullMarked;
