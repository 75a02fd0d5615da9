package dev.windowpane.control.web;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;

import dev.windowpane.control.testing.TestStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TestStack.class)
class PagesTest {
    @ParameterizedTest
    @ValueSource(strings = {"/", "/jobs", "/jobs/shop", "/ledger", "/dead-letters"})
    void everyRouteOfTheDashboardIsItsPage(String path) {
        given().get(path)
                .then()
                .statusCode(200)
                .contentType(containsString("text/html"))
                .header("Cache-Control", "no-cache")
                .body(containsString("Windowpane"));
        given().head(path).then().statusCode(200);
    }

    @Test
    void nothingElseIs() {
        given().get("/nothing").then().statusCode(404);
        given().get("/jobs/x.js").then().statusCode(404);
        given().get("/api/jobs/nobody").then().statusCode(404).contentType("application/problem+json");
    }
}
