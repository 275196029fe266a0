// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.sip;

import gov.nist.core.net.NetworkLayer;
import gov.nist.javax.sip.SipStackImpl;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Optional;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** Makes all sockets of JAIN-SIP, each behind the {@link Gate}. Thread-safe. */
final class Sockets implements NetworkLayer {
  private static final int CONNECT_MILLIS = 3000;
  private static final int BACKLOG = 64;

  private final Gate gate;
  private final Optional<TlsIdentity> tls;

  Sockets(Gate gate, Optional<TlsIdentity> tls) {
    this.gate = gate;
    this.tls = tls;
  }

  @Override
  public ServerSocket createServerSocket(int port, int backlog, InetAddress local)
      throws IOException {
    ServerSocket socket = new GuardedListener(gate);
    socket.setReuseAddress(true);
    socket.bind(new InetSocketAddress(local, port), BACKLOG);
    return socket;
  }

  @Override
  public SSLServerSocket createSSLServerSocket(int port, int backlog, InetAddress local)
      throws IOException {
    return new TlsListener(createServerSocket(port, backlog, local), identity());
  }

  @Override
  public Socket createSocket(InetAddress peer, int port) throws IOException {
    return connect(new InetSocketAddress(peer, port));
  }

  @Override
  public Socket createSocket(InetAddress peer, int port, InetAddress local) throws IOException {
    return connect(new InetSocketAddress(peer, port));
  }

  @Override
  public Socket createSocket(InetAddress peer, int port, InetAddress local, int localPort)
      throws IOException {
    return connect(new InetSocketAddress(peer, port));
  }

  @Override
  public SSLSocket createSSLSocket(InetAddress peer, int port) throws IOException {
    InetSocketAddress to = new InetSocketAddress(peer, port);
    return identity().client(connect(to), to);
  }

  @Override
  public SSLSocket createSSLSocket(InetAddress peer, int port, InetAddress local)
      throws IOException {
    return createSSLSocket(peer, port);
  }

  @Override
  public DatagramSocket createDatagramSocket() throws SocketException {
    throw new SocketException("SIP has one UDP socket, the one that listens");
  }

  @Override
  public DatagramSocket createDatagramSocket(int port, InetAddress local) throws SocketException {
    return new GuardedDatagrams(new InetSocketAddress(local, port), gate);
  }

  @Override
  public void setSipStack(SipStackImpl stack) {
    // What is made here does not depend on it.
  }

  private Socket connect(InetSocketAddress to) throws IOException {
    gate.requireWayOut(to);
    Socket socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.connect(to, CONNECT_MILLIS);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private TlsIdentity identity() throws IOException {
    return tls.orElseThrow(() -> new IOException("TLS is not configured"));
  }
}
