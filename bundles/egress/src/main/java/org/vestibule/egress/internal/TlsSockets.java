// SPDX-License-Identifier: Apache-2.0
package org.vestibule.egress.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Makes the TLS sockets of one way: TLS over counted sockets. Thread-safe. */
final class TlsSockets extends SSLSocketFactory {
  private final Way way;
  private final SSLSocketFactory tls;

  TlsSockets(Way way, SSLSocketFactory tls) {
    this.way = way;
    this.tls = tls;
  }

  @Override
  public Socket createSocket() throws IOException {
    return new TlsSocket(new CountedSocket(way), tls);
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port), null);
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port), null);
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return connected(new InetSocketAddress(host, port), new InetSocketAddress(local, localPort));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return connected(new InetSocketAddress(host, port), new InetSocketAddress(local, localPort));
  }

  /** Takes only a socket that is counted already. */
  @Override
  public Socket createSocket(Socket below, String host, int port, boolean autoClose)
      throws IOException {
    if (!(below instanceof CountedSocket)) {
      throw new IOException("not a socket of this way");
    }
    return tls.createSocket(below, host, port, autoClose);
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return tls.getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return tls.getSupportedCipherSuites();
  }

  private SSLSocket connected(InetSocketAddress to, InetSocketAddress from) throws IOException {
    TlsSocket socket = new TlsSocket(new CountedSocket(way), tls);
    try {
      if (from != null) {
        socket.bind(from);
      }
      socket.connect(to);
      return socket;
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }
}
