// SPDX-License-Identifier: Apache-2.0
package org.vestibule.itests;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** One TLS connection that is kept open and asked again and again. */
final class TlsClient implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 30_000;
  private final SSLSocket socket;

  TlsClient(InetAddress address, int port) throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new Everybody()}, new SecureRandom());
    socket = (SSLSocket) context.getSocketFactory().createSocket(address, port);
    socket.setSoTimeout(PATIENCE_MILLIS);
  }

  BigInteger serial() throws IOException {
    return ((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSerialNumber();
  }

  /** Asks and returns the head of the answer in lower case; the body is read and left. */
  String ask(String path) throws IOException {
    String request = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    InputStream in = socket.getInputStream();
    while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("closed");
      }
      head.write(next);
    }
    String text = head.toString(StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT);
    in.readNBytes(Integer.parseInt(text.replaceAll("(?s).*content-length: ([0-9]+).*", "$1")));
    return text;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /** Looks at no certificate: which one is shown is what is tested. */
  private static final class Everybody implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
