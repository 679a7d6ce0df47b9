package io.stakeout.testing;

import io.quarkus.test.junit.QuarkusTestProfile;

/** An application start of its own: what passes in these tests is looked back to by nobody else's incidents. */
public class OwnApplication implements QuarkusTestProfile {}
