// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A page of another origin is another site's, also where only the scheme differs. */
class GuardTest {
  @Test
  void aPageThatCameInClearIsNoPageOfTheEncryptedConsole() {
    assertThatThrownBy(() -> Guard.checkOrigin(asked(true, "http://gateway.example")))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("Origin");
    assertThatThrownBy(() -> Guard.checkOrigin(asked(true, "null"))).isInstanceOf(Problem.class);
    assertThatCode(() -> Guard.checkOrigin(asked(true, "https://gateway.example")))
        .doesNotThrowAnyException();
  }

  @Test
  void behindAProxyThatEncryptsThePageIsTheConsolesOwn() {
    assertThatCode(() -> Guard.checkOrigin(asked(false, "https://gateway.example")))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> Guard.checkOrigin(asked(false, "https://elsewhere.example")))
        .isInstanceOf(Problem.class);
  }

  private static HttpServletRequest asked(boolean secure, String origin) {
    Map<String, String> headers = Map.of("Host", "gateway.example", "Origin", origin);
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            GuardTest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getHeader" -> headers.get(arguments[0]);
                  case "isSecure" -> secure;
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
