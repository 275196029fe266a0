// SPDX-License-Identifier: Apache-2.0
package org.vestibule.egress.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * A TLS socket that can be made before it is connected, over a counted one. The Java runtime layers
 * TLS only over a socket that is connected already; whoever makes first and connects afterwards, as
 * Paho does, gets this one: it layers when it connects. What was set before counts then.
 */
final class TlsSocket extends TlsDelegate {
  private final CountedSocket below;
  private final SSLSocketFactory factory;
  private volatile SSLSocket tls;

  TlsSocket(CountedSocket below, SSLSocketFactory factory) throws IOException {
    this.below = below;
    this.factory = factory;
    this.tls = (SSLSocket) factory.createSocket();
  }

  @Override
  SSLSocket tls() {
    return tls;
  }

  @Override
  public void connect(SocketAddress endpoint) throws IOException {
    connect(endpoint, 0);
  }

  @Override
  public void connect(SocketAddress endpoint, int timeout) throws IOException {
    below.connect(endpoint, timeout);
    InetSocketAddress named = (InetSocketAddress) endpoint;
    SSLSocket layered =
        (SSLSocket) factory.createSocket(below, named.getHostString(), named.getPort(), true);
    layered.setSSLParameters(tls.getSSLParameters());
    tls = layered;
  }

  @Override
  public void bind(SocketAddress local) throws IOException {
    below.bind(local);
  }

  @Override
  public void close() throws IOException {
    try {
      tls.close();
    } finally {
      below.close();
    }
  }

  @Override
  public void setSoTimeout(int millis) throws SocketException {
    below.setSoTimeout(millis);
  }

  @Override
  public int getSoTimeout() throws SocketException {
    return below.getSoTimeout();
  }

  @Override
  public void setTcpNoDelay(boolean on) throws SocketException {
    below.setTcpNoDelay(on);
  }

  @Override
  public void setKeepAlive(boolean on) throws SocketException {
    below.setKeepAlive(on);
  }

  @Override
  public boolean isConnected() {
    return below.isConnected();
  }

  @Override
  public boolean isClosed() {
    return below.isClosed();
  }

  @Override
  public boolean isBound() {
    return below.isBound();
  }

  @Override
  public InetAddress getInetAddress() {
    return below.getInetAddress();
  }

  @Override
  public int getPort() {
    return below.getPort();
  }

  @Override
  public InetAddress getLocalAddress() {
    return below.getLocalAddress();
  }

  @Override
  public int getLocalPort() {
    return below.getLocalPort();
  }
}
