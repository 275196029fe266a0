// SPDX-License-Identifier: Apache-2.0
package org.vestibule.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.BeforeClass;
import org.junit.FixMethodOrder;
import org.junit.Test;
import org.junit.runners.MethodSorters;
import org.vestibule.api.access.Role;
import org.vestibule.itests.OpenApiFile.Operation;

/**
 * Every operation of the OpenAPI file with every role, with another building's token, with none and
 * with a wrong one. The expectation comes from the file and from {@link Role}, not from the code
 * that decides. The wrong tokens come last, for they lock this address out.
 */
@FixMethodOrder(MethodSorters.NAME_ASCENDING)
public class RoleChecks {
  private static final SecurityGateway GATEWAY = SecurityTest.GATEWAY;

  private static List<Operation> operations;
  private static RestCaller box;

  @BeforeClass
  public static void theGatewayBelongsToSomebody() throws Exception {
    operations = OpenApiFile.operations();
    assumeTrue("the console has no OpenAPI file", !operations.isEmpty());
    box = GATEWAY.box();
  }

  private static RestCaller caller(String token) {
    return new RestCaller(GATEWAY.address(), token);
  }

  private static RestCaller nobody() {
    return caller("");
  }

  private static RestCaller machine(String name, Map<String, ?> grant) throws Exception {
    RestCaller.Answer made =
        box.ask("POST", "/api/machines", Map.of("name", name, "grants", List.of(grant)));
    assertEquals(made.toString(), 201, made.status());
    return caller(made.body().path("token").asText());
  }

  @Test
  public void eachRoleMayWhatItsPermissionsSayAndNothingElse() throws Exception {
    List<String> wrong = new ArrayList<>();
    int asked = 0;
    for (Role role : Role.values()) {
      RestCaller machine = machine("check-" + role.label(), Map.of("role", role.label()));
      for (Operation operation : operations) {
        boolean allowed = allowed(role, operation);
        if (operation.open() || (allowed && operation.careful())) {
          continue;
        }
        RestCaller.Answer answer = machine.ask(operation);
        asked++;
        boolean refused = answer.status() == 403 || answer.status() == 401;
        if (allowed == refused) {
          wrong.add(role.label() + " " + operation + " answered " + answer.status());
        }
      }
    }
    System.out.printf(
        "%d operations, %d roles, %d requests%n", operations.size(), Role.values().length, asked);
    assertEquals(List.of(), wrong);
    assertTrue("too few requests: " + asked, asked > 200);
  }

  private static boolean allowed(Role role, Operation operation) {
    return operation.permission().equals("logged-in")
        || role.permissions().stream()
            .anyMatch(permission -> permission.label().equals(operation.permission()));
  }

  @Test
  public void everyOperationSaysWhoMay() {
    List<String> silent = new ArrayList<>();
    for (Operation operation : operations) {
      if (!operation.open()
          && !operation.permission().equals("logged-in")
          && !allowed(Role.OWNER, operation)) {
        silent.add(operation + " needs '" + operation.permission() + "'");
      }
    }
    assertEquals(List.of(), silent);
  }

  @Test
  public void whoManagesOneDoorDoesNotManageTheBuilding() throws Exception {
    RestCaller machine =
        machine("check-one-door", Map.of("role", "manager", "doors", List.of("front-door")));
    List<String> wrong = new ArrayList<>();
    for (Operation operation : operations) {
      if (operation.everywhere() && !operation.open()) {
        RestCaller.Answer answer = machine.ask(operation);
        if (answer.status() != 403) {
          wrong.add(operation + " answered " + answer.status());
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  public void xAnotherBuildingsTokenOpensNothingHere() throws Exception {
    try (TokenIssuer issuer = new TokenIssuer()) {
      GATEWAY.configure(
          "org.vestibule.access.cfg",
          "issuer = " + issuer.address() + "\nbuilding = maple-street-7\n");
      RestCaller ours = caller(issuer.token("maple-street-7"));
      Await.that(
          "our own token counts", () -> ours.ask("GET", "/api/bundles", null).status() == 200);
      assertEachRefused(caller(issuer.token("elm-street-8")));
    } finally {
      Files.delete(GATEWAY.home().resolve("etc/org.vestibule.access.cfg"));
    }
  }

  @Test
  public void yWithoutATokenNothingIsSaid() throws Exception {
    assertEachRefused(nobody());
  }

  @Test
  public void zAWrongTokenOpensNothing() throws Exception {
    assertEachRefused(caller("no-token-of-this-house"));
  }

  /** 429: the address was locked out meanwhile, which is a refusal, too. */
  private static void assertEachRefused(RestCaller stranger)
      throws IOException, InterruptedException {
    List<String> wrong = new ArrayList<>();
    for (Operation operation : operations) {
      if (!operation.open()) {
        RestCaller.Answer answer = stranger.ask(operation);
        boolean otherBuilding = answer.code().equals("other-building");
        if (answer.status() != 401 && answer.status() != 429 && !otherBuilding) {
          wrong.add(operation + " answered " + answer.status());
        }
      }
    }
    assertEquals(List.of(), wrong);
  }
}
