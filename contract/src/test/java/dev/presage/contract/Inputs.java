package dev.presage.contract;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropertyAttributes;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/** How many inputs a property is tried with: the same few at every build; with {@code -Dfaults=long} many, and others each time. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@AddLifecycleHook(Inputs.Setting.class)
public @interface Inputs {
    /** At every build. */
    int few();

    /** With {@code -Dfaults=long}. */
    int many();

    /** Whether this is the long run. */
    boolean ARE_MANY = "long".equals(System.getProperty("faults"));

    /** Tells jqwik. */
    final class Setting implements AroundPropertyHook {
        @Override
        public PropertyExecutionResult aroundProperty(PropertyLifecycleContext context, PropertyExecutor property) {
            Inputs inputs = context.findAnnotation(Inputs.class).orElseThrow();
            PropertyAttributes attributes = context.attributes();
            attributes.setTries(ARE_MANY ? inputs.many() : inputs.few());
            attributes.setEdgeCases(EdgeCasesMode.NONE); // inputs are made of edge cases alone
            if (!ARE_MANY) {
                attributes.setSeed("4");
            }
            return property.execute();
        }
    }
}
