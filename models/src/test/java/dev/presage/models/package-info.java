@NullMarked
package dev.presage.models;

import org.jspecify.annotations.NullMarked;
