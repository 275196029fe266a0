// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.headend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.egress.Egress;

/** What is said of an exchange that failed, and whom a head-end's certificate must be signed by. */
class WireTest {
  private static final HttpRequest REQUEST =
      HttpRequest.newBuilder(URI.create("https://head-end.example/")).build();
  @TempDir Path folder;
  private IOException failure;
  private SSLContext trusted;

  @Test
  void onlyWhatCannotHaveArrivedIsCalledUnreachable() throws Exception {
    for (IOException unsent :
        List.of(
            new ConnectException("refused"),
            new UnknownHostException("head-end.example"),
            new HttpConnectTimeoutException("late"),
            new SSLHandshakeException("stranger"))) {
      assertCode("device-unreachable", unsent);
    }
    for (IOException perhaps :
        List.of(
            new HttpTimeoutException("late"),
            new SocketException("reset"),
            new EOFException("breaks off"),
            new SSLException("reset"),
            new IOException("no HTTP"))) {
      assertCode("device-timed-out", perhaps);
    }
  }

  @Test
  void aCaFileIsTrustedInsteadOfWhatTheRuntimeTrusts() throws Exception {
    new Wire(way(), settings(Optional.empty())).send(REQUEST, DataClass.EVENT);
    assertThat(trusted).isNull();
    new Wire(way(), settings(Optional.of(certificate()))).send(REQUEST, DataClass.EVENT);
    assertThat(trusted).isNotNull().isNotEqualTo(SSLContext.getDefault());
  }

  private void assertCode(String code, IOException cause) throws Exception {
    failure = cause;
    Wire wire = new Wire(way(), settings(Optional.empty()));
    assertThatThrownBy(() -> wire.send(REQUEST, DataClass.EVENT))
        .as("%s", cause)
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private Egress way() {
    return (Egress)
        Proxy.newProxyInstance(
            WireTest.class.getClassLoader(),
            new Class<?>[] {Egress.class},
            (proxy, method, arguments) -> {
              trusted = arguments[1] instanceof SSLContext tls ? tls : null;
              if (failure != null) {
                throw failure;
              }
              return null;
            });
  }

  private HeadEndSettings settings(Optional<Path> caFile) {
    return new HeadEndSettings(
        "main",
        URI.create("https://head-end.example"),
        "user",
        folder.resolve("password"),
        caFile,
        Duration.ofSeconds(1),
        Duration.ofSeconds(1),
        Map.of(),
        true,
        Optional.empty());
  }

  /** A certificate as PEM, made by the Java runtime's keytool. */
  private Path certificate() throws Exception {
    Path keys = folder.resolve("keys.p12");
    String store = "-keystore " + keys + " -storepass changeit -alias main";
    keytool("-genkeypair -keyalg EC -dname CN=head-end.example " + store);
    Path pem = folder.resolve("main.pem");
    keytool("-exportcert -rfc -file " + pem + " " + store);
    assertThat(Files.readString(pem)).startsWith("-----BEGIN CERTIFICATE-----");
    return pem;
  }

  private static void keytool(String arguments) throws Exception {
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Process made =
        new ProcessBuilder((keytool + " " + arguments).split(" "))
            .redirectErrorStream(true)
            .start();
    String said = new String(made.getInputStream().readAllBytes());
    assertThat(made.waitFor()).as(said).isZero();
  }
}
