package io.stakeout.access;

import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.context.ApplicationScoped;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static io.restassured.RestAssured.given;

/** Fresh operators for tests, and the ways in which they sign in. */
@ApplicationScoped
public class TestAccounts {

    public static final String PASSWORD = "a-good-password";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Operators operators;

    TestAccounts(Operators operators) {
        this.operators = operators;
    }

    public Operator fresh(Role role) {
        String name = role.id() + "-" + NUMBER.incrementAndGet();
        return operators.create(Actor.STAKEOUT, NewOperator.simple(name, role, PASSWORD));
    }

    /** Requests of this operator, by HTTP Basic. */
    public static RequestSpecification as(Operator operator) {
        return as(operator.name(), PASSWORD);
    }

    public static RequestSpecification as(String name, String password) {
        String pair = Base64.getEncoder().encodeToString((name + ":" + password).getBytes());
        return given().header("Authorization", "Basic " + pair);
    }

    /** The session cookie's value after signing in by the form. */
    public static String session(Operator operator) {
        return signIn(operator.name(), PASSWORD)
                .then()
                .statusCode(303)
                .extract()
                .cookie("stakeout_session");
    }

    public static Response signIn(String name, String password) {
        return given().redirects()
                .follow(false)
                .formParam("operator", name)
                .formParam("password", password)
                .post("/sign-in");
    }

    /** Requests of a browser with this session. */
    public static RequestSpecification browser(String session) {
        return given().redirects()
                .follow(false)
                .cookie("stakeout_session", session)
                .header("Sec-Fetch-Site", "same-origin");
    }
}
