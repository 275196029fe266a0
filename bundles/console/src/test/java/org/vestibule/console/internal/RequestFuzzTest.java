// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.BugDetectors;
import com.code_intelligence.jazzer.api.SilentCloseable;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever comes over the line to a real server, no request makes the console fail: path, query,
 * cookies and headers. {@code @@} in an input becomes the token that opens everything.
 */
class RequestFuzzTest {
  private static final int PATIENCE_MILLIS = 60_000;

  @TempDir static Path data;
  private static SampleConsole console;

  @BeforeAll
  static void start() throws Exception {
    console = new SampleConsole(data, 0, 100);
  }

  @AfterAll
  static void stop() throws Exception {
    console.close();
  }

  @FuzzTest
  void request(byte[] bytes) throws IOException {
    // The fuzzer takes a connection for an attack; here it is the way in.
    SilentCloseable allowed =
        BugDetectors.allowNetworkConnections((host, port) -> port == console.port());
    try {
      send(bytes);
    } finally {
      allowed.close();
    }
  }

  private static void send(byte[] bytes) throws IOException {
    String text = new String(bytes, StandardCharsets.ISO_8859_1).replace("@@", console.token());
    try (Socket socket = new Socket("127.0.0.1", console.port())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      OutputStream out = socket.getOutputStream();
      out.write(text.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      socket.shutdownOutput();
      String status =
          new BufferedReader(
                  new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))
              .readLine();
      assertThat(String.valueOf(status)).doesNotStartWith("HTTP/1.1 500");
    } catch (SocketException closed) {
      // The server hung up on what is no HTTP.
      assertThat(closed.getMessage()).isNotBlank();
    }
  }
}
