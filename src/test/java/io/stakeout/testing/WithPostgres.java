package io.stakeout.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;

/** A {@code @QuarkusTest} with a real PostgreSQL: a fresh database for each start of the application. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@WithTestResource(value = PostgresResource.class, scope = TestResourceScope.GLOBAL)
public @interface WithPostgres {}
