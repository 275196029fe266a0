// SPDX-License-Identifier: Apache-2.0
package org.vestibule.device.http;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.vestibule.api.egress.Egress;

/**
 * An answer that goes on, such as a device's event stream: read as it comes, over one connection of
 * its own (HTTP/1.1, RFC 9112). Read by one thread; closed by any.
 */
public final class DeviceStream implements AutoCloseable {
  private static final int MOST_HEAD = 16 * 1024;
  private static final int MOST_LINE = 8 * 1024;

  private final Socket socket;
  private final InputStream in;
  private final int status;
  private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private int headBytes;

  /** Reads the head of the answer. */
  private DeviceStream(Socket socket) throws IOException {
    this.socket = socket;
    InputStream raw = new BufferedInputStream(socket.getInputStream());
    String[] first = line(raw).split(" ", 3);
    if (first.length < 2 || !first[0].startsWith("HTTP/1.") || !first[1].matches("[1-5][0-9]{2}")) {
      throw new IOException("no answer of HTTP/1.1");
    }
    status = Integer.parseInt(first[1]);
    for (String line = line(raw); !line.isEmpty(); line = line(raw)) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers
            .computeIfAbsent(line.substring(0, colon).strip(), name -> new ArrayList<>())
            .add(line.substring(colon + 1).strip());
      }
    }
    boolean chunked = header("transfer-encoding").toLowerCase(java.util.Locale.ROOT).contains("ch");
    in = chunked ? new ChunkedInput(raw) : raw;
  }

  /**
   * Asks for a path over a fresh connection of {@code way}.
   *
   * @param authorization what the header of that name says; empty: none
   * @param connect the longest time to connect
   * @param silence after so long without a byte a read ends
   */
  static DeviceStream get(
      Egress way, URI to, String target, String authorization, Duration connect, Duration silence)
      throws IOException {
    StringBuilder request = new StringBuilder("GET ").append(target).append(" HTTP/1.1\r\nHost: ");
    request.append(to.getAuthority()).append("\r\nAccept: */*\r\n");
    if (!authorization.isEmpty()) {
      request.append("Authorization: ").append(authorization).append("\r\n");
    }
    request.append("\r\n");
    boolean encrypted = "https".equals(to.getScheme());
    int port = to.getPort() > 0 ? to.getPort() : encrypted ? 443 : 80;
    String host = to.getHost().replaceAll("[\\[\\]]", "");
    Socket socket = encrypted ? encrypted(way) : way.sockets().createSocket();
    try {
      socket.connect(new InetSocketAddress(host, port), (int) connect.toMillis());
      socket.setSoTimeout((int) silence.toMillis());
      socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return new DeviceStream(socket);
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  /** The certificate must be the host's (RFC 9110, section 4.3.4). */
  private static Socket encrypted(Egress way) throws IOException {
    try {
      SSLSocket socket = (SSLSocket) way.sockets(SSLContext.getDefault()).createSocket();
      SSLParameters wanted = socket.getSSLParameters();
      wanted.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(wanted);
      return socket;
    } catch (NoSuchAlgorithmException e) {
      throw new IOException("this Java runtime has no TLS", e);
    }
  }

  /** Returns the HTTP status. */
  public int status() {
    return status;
  }

  /** Returns a header's first value, empty where it is not there. */
  public String header(String name) {
    return headers.getOrDefault(name, List.of("")).get(0);
  }

  List<String> headers(String name) {
    return headers.getOrDefault(name, List.of());
  }

  /**
   * Returns the body. A read that waits longer than the stream was opened for ends with a {@link
   * java.net.SocketTimeoutException}.
   */
  public InputStream body() {
    return in;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone, which is what was wanted.
    }
  }

  private String line(InputStream raw) throws IOException {
    String line = line(raw, MOST_LINE);
    headBytes += line.length() + 2;
    if (headBytes > MOST_HEAD) {
      throw new IOException("a head of more than " + MOST_HEAD + " bytes");
    }
    return line;
  }

  /** Reads a line that ends with LF or CRLF. */
  static String line(InputStream in, int most) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the stream ended");
      }
      if (line.length() == most) {
        throw new IOException("a line of more than " + most + " bytes");
      }
      line.append((char) next);
    }
    int end = line.length();
    return end > 0 && line.charAt(end - 1) == '\r' ? line.substring(0, end - 1) : line.toString();
  }
}
