package dev.journeyman.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.http.HandlerType;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class EveryRouteTest {

  private static final Set<String> OPEN =
      Set.of("/healthz", "/health", "/livez", "/readyz", "/openapi.yaml", "/docs");

  @Test
  void api22WithoutATokenEveryRouteButTheOpenOnesIs401() {
    try (var service = new TestService()) {
      var asked = new ArrayList<String>();
      for (var route : service.routes()) {
        if (!OPEN.contains(route.path)) {
          var path = route.path.replaceAll("\\{[^}]+}", "00000000-0000-7000-8000-000000000000");
          var reads = route.method.equals(HandlerType.GET);
          var body = reads ? Optional.<String>empty() : Optional.of("{}");
          var answer = service.stranger().send(route.method.name(), path, body);
          assertThat(answer.status()).as("%s %s", route.method, path).isEqualTo(401);
          asked.add(path);
        }
      }
      assertThat(asked).hasSizeGreaterThan(30);
    }
  }

  @Test
  void theContractAndTheRoutesNameTheSameOperations() {
    var contract = new TreeSet<String>();
    new OpenAPIV3Parser()
        .read("/openapi.yaml")
        .getPaths()
        .forEach(
            (path, item) -> {
              for (HttpMethod method : item.readOperationsMap().keySet()) {
                contract.add(method + " " + path);
              }
            });
    try (var service = new TestService()) {
      var routes = new TreeSet<String>();
      service.routes().forEach(route -> routes.add(route.method + " " + route.path));
      routes.removeAll(List.of("GET /openapi.yaml", "GET /docs"));
      assertThat(routes).isEqualTo(contract);
    }
  }
}
