// SPDX-License-Identifier: Apache-2.0
package org.vestibule.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.karaf.shell.api.console.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Acting;
import org.vestibule.api.access.Caller;
import org.vestibule.api.access.DeviceLogin;
import org.vestibule.api.access.Grant;
import org.vestibule.api.access.Role;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.privacy.Erasure;
import org.vestibule.api.privacy.ErasureReceipt;

/** Commands about people and the vault: in whose name, and what is refused. */
class TrustCommandsTest {
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final PrintStream before = System.out;
  private final Map<Object, Object> kept = new HashMap<>();
  private final List<String> deeds = new ArrayList<>();

  @BeforeEach
  void listen() {
    System.setOut(new PrintStream(shown, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restore() {
    System.setOut(before);
  }

  @Test
  void whoeverSitsAtTheShellIsTheBoxUntilTheyLogIn() throws Exception {
    erase("ada-brandt").execute();
    assertThat(deeds).containsExactly("box shell erase ada-brandt requested");
    assertThat(shown.toString(StandardCharsets.UTF_8)).contains("r-1", "store: 3", "line 7");
    assertThatThrownBy(() -> erase("Not a name").execute()).hasMessageContaining("another form");
  }

  @Test
  void whoeverLoggedInMayOnlyWhatTheirRolesAllow() throws Exception {
    LoginCommand login = new LoginCommand();
    login.session = session();
    login.login = new Agreed(Role.INTEGRATOR);
    login.execute();
    assertThat(shown.toString(StandardCharsets.UTF_8))
        .contains("https://issuer.example/device", "ABCD-EFGH")
        .doesNotContain("secret");
    assertThatThrownBy(() -> erase("ada-brandt").execute())
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).isEqualTo("permission-missing"));
    assertThat(deeds).isEmpty();
    login.login = new Agreed(Role.DATA_PROTECTION_OFFICER);
    login.execute();
    erase("ada-brandt").execute();
    assertThat(deeds).containsExactly("lee shell erase ada-brandt requested");
  }

  @Test
  void receiptThatNobodyKnowsIsRefusedAndOneThatBrokeIsSaid() throws Exception {
    ErasureVerifyCommand verify = new ErasureVerifyCommand();
    verify.erasure = new KeptErasure();
    verify.receipt = "r-9";
    assertThatThrownBy(verify::execute)
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).isEqualTo("unknown-receipt"));
    verify.receipt = "r-1";
    verify.execute();
    assertThat(shown.toString(StandardCharsets.UTF_8))
        .contains("BAD   The key is here", "does NOT hold");
  }

  private PeopleEraseCommand erase(String person) {
    PeopleEraseCommand command = new PeopleEraseCommand();
    command.session = session();
    command.erasure = new KeptErasure();
    command.person = person;
    return command;
  }

  /** A session that keeps its variables and can do nothing else. */
  private Session session() {
    return (Session)
        Proxy.newProxyInstance(
            Session.class.getClassLoader(),
            new Class<?>[] {Session.class},
            (proxy, method, arguments) ->
                method.getName().equals("put")
                    ? kept.put(arguments[0], arguments[1])
                    : kept.get(arguments[0]));
  }

  private final class KeptErasure implements Erasure {
    @Override
    public ErasureReceipt erase(PersonId person, String reason) {
      Caller caller = Acting.now();
      deeds.add(
          caller.subject()
              + " "
              + caller.through().name().toLowerCase(java.util.Locale.ROOT)
              + " erase "
              + person
              + " "
              + reason);
      return receipts().get(0);
    }

    @Override
    public Verification verify(ErasureReceipt receipt) {
      return new Verification(false, List.of(new Check("key", false, "The key is here")));
    }

    @Override
    public List<ErasureReceipt> receipts() {
      return List.of(
          new ErasureReceipt(
              "r-1",
              "subject-1",
              Instant.EPOCH,
              "requested",
              Map.of("store", 3),
              "00",
              2,
              7,
              "11",
              "AA=="));
    }
  }

  /** An issuer at which somebody agrees at the second question. */
  private static final class Agreed implements DeviceLogin {
    private final Role role;
    private int asked;

    Agreed(Role role) {
      this.role = role;
    }

    @Override
    public Pending begin() {
      return new Pending(
          "secret",
          "ABCD-EFGH",
          URI.create("https://issuer.example/device"),
          Duration.ofMillis(1),
          Duration.ofMinutes(5));
    }

    @Override
    public Optional<Caller> poll(Pending pending) {
      asked++;
      return Optional.of(
              new Caller(
                  "lee",
                  Caller.Kind.PERSON,
                  Caller.Through.SHELL,
                  Set.of(Grant.of(role)),
                  Optional.empty()))
          .filter(caller -> asked > 1);
    }
  }
}
