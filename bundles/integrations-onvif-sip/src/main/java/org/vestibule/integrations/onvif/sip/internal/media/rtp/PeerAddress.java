// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.media.rtp;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Who may send, and where to send: the address that was agreed on. Only where that one cannot be
 * the truth, because it is one of a private network that this end is not in, or where a person said
 * so, the first other source of valid packets takes its place (symmetric RTP, RFC 4961), and keeps
 * it until the next agreement. Not thread-safe.
 */
public final class PeerAddress {
  private final InetSocketAddress agreed;
  private final InetSocketAddress control;
  private final boolean multiplexed;
  private final boolean mayLatch;
  private InetSocketAddress latched;

  /**
   * @param agreed for RTP
   * @param control for RTCP
   * @param local of this end
   * @param always whether another source is taken whatever the addresses are
   */
  public PeerAddress(
      InetSocketAddress agreed,
      InetSocketAddress control,
      boolean multiplexed,
      InetAddress local,
      boolean always) {
    this.agreed = agreed;
    this.control = control;
    this.multiplexed = multiplexed;
    mayLatch =
        always || hidden(agreed.getAddress()) && !hidden(local) && !local.isLoopbackAddress();
  }

  private static boolean hidden(InetAddress address) {
    // fc00::/7 is IPv6's (RFC 4193); Java knows only the older fec0::/10.
    boolean unique = address.getAddress().length == 16 && (address.getAddress()[0] & 0xFE) == 0xFC;
    return unique || address.isSiteLocalAddress() || address.isLinkLocalAddress();
  }

  /** Returns whether RTP from there may be looked at. */
  public boolean maySend(InetSocketAddress from) {
    if (latched != null) {
      return latched.equals(from);
    }
    return mayLatch || agreed.equals(from);
  }

  /** Returns whether RTCP from there may be looked at. */
  public boolean mayReport(InetSocketAddress from) {
    if (multiplexed) {
      return latched == null ? agreed.equals(from) : latched.equals(from);
    }
    return latched == null ? control.equals(from) : latched.getAddress().equals(from.getAddress());
  }

  /** Notes that what came from there was valid, in everything that can be checked. */
  public void valid(InetSocketAddress from) {
    if (latched == null && mayLatch) {
      latched = from;
    }
  }

  /** Returns where RTP goes. */
  public InetSocketAddress target() {
    return latched == null ? agreed : latched;
  }

  /** Returns where RTCP goes. */
  public InetSocketAddress controlTarget() {
    if (multiplexed) {
      return target();
    }
    return latched == null || latched.equals(agreed)
        ? control
        : new InetSocketAddress(latched.getAddress(), Math.min(65_535, latched.getPort() + 1));
  }
}
