// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.sip;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import javax.net.ssl.SSLServerSocket;

/**
 * Accepts TLS connections over a guarded listener. What JAIN-SIP wants to set is what was good when
 * it was written, so it is not taken; versions and cipher suites are those of {@link TlsIdentity}.
 */
final class TlsListener extends SSLServerSocket {
  private final ServerSocket plain;
  private final TlsIdentity identity;

  TlsListener(ServerSocket plain, TlsIdentity identity) throws IOException {
    this.plain = plain;
    this.identity = identity;
  }

  @Override
  public Socket accept() throws IOException {
    return identity.server(plain.accept());
  }

  @Override
  public InetAddress getInetAddress() {
    return plain.getInetAddress();
  }

  @Override
  public int getLocalPort() {
    return plain.getLocalPort();
  }

  @Override
  public boolean isClosed() {
    return plain.isClosed();
  }

  @Override
  public void close() throws IOException {
    plain.close();
    super.close();
  }

  @Override
  public String[] getEnabledCipherSuites() {
    return new String[0];
  }

  @Override
  public void setEnabledCipherSuites(String[] suites) {}

  @Override
  public String[] getSupportedCipherSuites() {
    return new String[0];
  }

  @Override
  public String[] getSupportedProtocols() {
    return TlsIdentity.VERSIONS.clone();
  }

  @Override
  public String[] getEnabledProtocols() {
    return TlsIdentity.VERSIONS.clone();
  }

  @Override
  public void setEnabledProtocols(String[] protocols) {}

  @Override
  public void setNeedClientAuth(boolean need) {}

  @Override
  public boolean getNeedClientAuth() {
    return false;
  }

  @Override
  public void setWantClientAuth(boolean want) {}

  @Override
  public boolean getWantClientAuth() {
    return false;
  }

  @Override
  public void setUseClientMode(boolean mode) {}

  @Override
  public boolean getUseClientMode() {
    return false;
  }

  @Override
  public void setEnableSessionCreation(boolean flag) {}

  @Override
  public boolean getEnableSessionCreation() {
    return true;
  }
}
