package dev.windowpane.control;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.windowpane.control.testing.TestStack;
import dev.windowpane.spec.JobSpecJson;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestStack.class)
class OpenApiTest {
    @Test
    void theCommittedDocumentIsTheOneThatIsServed() throws IOException {
        // As trees: the order of keys is not the same in every build
        ObjectMapper yaml = new YAMLMapper();
        assertThat(yaml.readTree(given().get("/q/openapi").asString()))
                .as("cp control-plane/target/openapi/openapi.yaml control-plane/src/main/openapi/")
                .isEqualTo(
                        yaml.readTree(Path.of("src/main/openapi/openapi.yaml").toFile()));
    }

    @Test
    void theExampleOfASpecIsOneWithEveryDefaultWrittenOut() throws IOException {
        ObjectMapper json = new ObjectMapper();
        JsonNode document = json.readTree(given().get("/q/openapi?format=json").asString());
        String example = document.at("/components/schemas/JobSpec/examples/0").toString();
        assertThat(json.readTree(JobSpecJson.write(JobSpecJson.parse(example)))).isEqualTo(json.readTree(example));
    }

    @Test
    void swaggerUiIsServed() {
        given().get("/q/swagger-ui/").then().statusCode(200).body(containsString("swagger"));
    }
}
