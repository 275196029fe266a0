// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.sip;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import javax.sip.address.Address;
import javax.sip.address.URI;
import javax.sip.header.CSeqHeader;
import javax.sip.header.CallIdHeader;
import javax.sip.header.ContactHeader;
import javax.sip.header.FromHeader;
import javax.sip.header.RecordRouteHeader;
import javax.sip.header.ToHeader;
import javax.sip.message.Message;
import javax.sip.message.Request;
import javax.sip.message.Response;

/**
 * One end's view of a dialog (RFC 3261, section 12). Where its requests go is its flow; the remote
 * target and the routes are only written into them. Used by one thread.
 */
final class Dialog {
  private static final int MOST_ROUTES = 16;

  private final String callId;
  private final String localTag;
  private final Address local;
  private final Address remote;
  private String remoteTag;
  private URI target;
  private Flow flow;
  private List<Address> routes = List.of();
  private long localNumber = 1;
  private long remoteNumber = -1;

  private Dialog(
      String callId, String localTag, Address local, Address remote, URI target, Flow flow) {
    this.callId = callId;
    this.localTag = localTag;
    this.local = local;
    this.remote = remote;
    this.target = target;
    this.flow = flow;
  }

  /** Begins one as the caller. */
  static Dialog calling(Address local, Address remote, URI target, Flow flow) {
    return new Dialog(
        Messages.random() + "@vestibule", Messages.random(), local, remote, target, flow);
  }

  /** Begins one as whoever is called. */
  static Dialog called(Request request, Flow flow) {
    ToHeader to = (ToHeader) request.getHeader(ToHeader.NAME);
    FromHeader from = (FromHeader) request.getHeader(FromHeader.NAME);
    String id = ((CallIdHeader) request.getHeader(CallIdHeader.NAME)).getCallId();
    Dialog dialog =
        new Dialog(id, Messages.random(), to.getAddress(), from.getAddress(), null, flow);
    dialog.remoteTag = from.getTag();
    dialog.routes = routes(request);
    dialog.refresh(request);
    dialog.remoteNumber = number(request);
    return dialog;
  }

  /** Returns the dialog with another end that answered the same call behind a proxy. */
  Dialog fork(Response response) {
    Dialog other = new Dialog(callId, localTag, local, remote, target, flow);
    other.localNumber = localNumber;
    other.established(response);
    return other;
  }

  /** Takes over what the called end said; {@code response} has a tag. */
  void established(Response response) {
    remoteTag = tag(response);
    List<Address> seen = routes(response);
    Collections.reverse(seen);
    routes = seen;
    refresh(response);
  }

  /** Takes a new remote target (RFC 3261, section 12.2). */
  void refresh(Message message) {
    ContactHeader contact = (ContactHeader) message.getHeader(ContactHeader.NAME);
    if (contact != null && contact.getAddress().getURI().isSipURI()) {
      target = contact.getAddress().getURI();
    } else if (target == null) {
      target = remote.getURI();
    }
  }

  /**
   * Returns whether a request of this dialog came from where the other end is: the same address,
   * and by UDP the same port. A connection that was made anew takes the place of the old one.
   */
  boolean from(Flow source) {
    boolean same =
        source.transport().equals(flow.transport())
            && source.address().equals(flow.address())
            && (!source.transport().equals("udp") || source.getPort() == flow.getPort());
    if (same) {
      flow = source;
    }
    return same;
  }

  /** Notes the number of a request; returns whether it is in its order. */
  boolean next(Request request) {
    long number = number(request);
    if (number <= remoteNumber) {
      return false;
    }
    remoteNumber = number;
    return true;
  }

  /** Returns the number for the next request. */
  long nextNumber() {
    return ++localNumber;
  }

  /** Returns the number of the first request. */
  long firstNumber() {
    return localNumber;
  }

  /** Returns whether a request has the tags of this dialog. */
  boolean owns(Request request) {
    ToHeader to = (ToHeader) request.getHeader(ToHeader.NAME);
    FromHeader from = (FromHeader) request.getHeader(FromHeader.NAME);
    return localTag.equals(to.getTag()) && remoteTag != null && remoteTag.equals(from.getTag());
  }

  static long number(Message message) {
    return ((CSeqHeader) message.getHeader(CSeqHeader.NAME)).getSeqNumber();
  }

  static String tag(Response response) {
    return ((ToHeader) response.getHeader(ToHeader.NAME)).getTag();
  }

  private static List<Address> routes(Message message) {
    List<Address> all = new ArrayList<>();
    Iterator<?> each = message.getHeaders(RecordRouteHeader.NAME);
    while (each.hasNext() && all.size() < MOST_ROUTES) {
      all.add(((RecordRouteHeader) each.next()).getAddress());
    }
    return all;
  }

  String callId() {
    return callId;
  }

  Address local() {
    return local;
  }

  Address remote() {
    return remote;
  }

  String localTag() {
    return localTag;
  }

  String remoteTag() {
    return remoteTag;
  }

  URI target() {
    return target;
  }

  Flow flow() {
    return flow;
  }

  List<Address> routes() {
    return routes;
  }
}
