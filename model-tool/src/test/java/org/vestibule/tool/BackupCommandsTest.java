// SPDX-License-Identifier: Apache-2.0
package org.vestibule.tool;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupCommandsTest {
  private static final String NAME = "backup-20260102-030405.zip";
  private static final String BACKUP =
      "{\"name\":\""
          + NAME
          + "\",\"madeAt\":\"2026-01-02T03:04:05Z\",\"bytes\":1200000,\"people\":7}";

  @TempDir Path data;
  private HttpServer server;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile String answer = BACKUP;

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
          byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    Files.createDirectories(data.resolve("secrets"));
    Files.writeString(data.resolve("secrets/operator.token"), "the-token\n");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private Told ask(Object... words) {
    Object[] all = java.util.Arrays.copyOf(words, words.length + 2);
    all[words.length] = "--port";
    all[words.length + 1] = server.getAddress().getPort();
    return Told.on(data, all);
  }

  @Test
  void whatIsNoBackupIsNotSent() {
    assertThat(ask("restore", "../../etc/passwd").exit()).isEqualTo(2);
    assertThat(ask("restore").exit()).isEqualTo(2);
    assertThat(asked).isEmpty();
  }

  @Test
  void aBackupIsMadeAndListed() {
    assertThat(ask("backup").out()).contains(NAME, "7 people", "1.2 MB");
    answer = "[" + BACKUP + "]";
    assertThat(ask("backups").out()).contains("NAME", NAME, "1200000");
    answer = "[]";
    assertThat(ask("backups").out()).contains("No backup yet.");
    assertThat(asked).containsExactly("POST /api/backups", "GET /api/backups", "GET /api/backups");
  }

  @Test
  void aBackupFromElsewhereIsBroughtIntoTheFolderFirst() throws Exception {
    Path elsewhere = Files.createDirectories(data.resolve("usb")).resolve(NAME);
    Files.writeString(elsewhere, "zip");
    answer = "{\"people\":7,\"stayErased\":2,\"kept\":\"backup-20260102-040000.zip\"}";
    Told told = ask("restore", elsewhere);
    assertThat(told.exit()).as(told.err()).isZero();
    assertThat(told.out())
        .contains("7 people, of whom 2 stay erased", "backup-20260102-040000.zip");
    assertThat(data.resolve("backups").resolve(NAME)).hasContent("zip");
    assertThat(asked).containsExactly("POST /api/backups/" + NAME + "/restore");
  }
}
