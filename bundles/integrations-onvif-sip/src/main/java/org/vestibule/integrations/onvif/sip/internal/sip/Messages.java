// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.sip;

import gov.nist.javax.sip.address.AddressFactoryImpl;
import gov.nist.javax.sip.header.HeaderFactoryImpl;
import gov.nist.javax.sip.message.MessageFactoryImpl;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.sip.InvalidArgumentException;
import javax.sip.address.Address;
import javax.sip.address.SipURI;
import javax.sip.address.URI;
import javax.sip.header.Header;
import javax.sip.header.ToHeader;
import javax.sip.header.ViaHeader;
import javax.sip.message.Message;
import javax.sip.message.Request;
import javax.sip.message.Response;

/** Writes the messages of this house. Immutable. */
final class Messages {
  private static final List<String> METHODS =
      List.of("INVITE", "ACK", "CANCEL", "BYE", "OPTIONS", "INFO", "UPDATE");

  private static final String NAME = "Vestibule";
  private static final int MOST_HOPS = 70;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final AddressFactoryImpl addresses = new AddressFactoryImpl();
  private final HeaderFactoryImpl headers = new HeaderFactoryImpl();
  private final MessageFactoryImpl messages = new MessageFactoryImpl();
  private final Transport transport;

  Messages(Transport transport) {
    this.transport = transport;
  }

  /** Returns something that nobody guesses, for a tag, a branch or a Call-ID. */
  static String random() {
    byte[] bytes = new byte[12];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  Transport transport() {
    return transport;
  }

  /** Returns this house's own address, as seen by a flow. */
  SipURI own(String user, String over) {
    try {
      SipURI uri = addresses.createSipURI(user, host());
      uri.setPort(transport.port(over));
      uri.setTransportParam(over);
      return uri;
    } catch (ParseException e) {
      throw new IllegalStateException("an address of this machine can be written", e);
    }
  }

  /** Reads an address that was checked before. */
  URI uri(String text) {
    try {
      return addresses.createURI(text);
    } catch (ParseException e) {
      throw new IllegalArgumentException("no SIP address", e);
    }
  }

  /** Returns an address with a name for people, or without where it is empty. */
  Address address(URI uri, String display) {
    Address address = addresses.createAddress(uri);
    if (!display.isEmpty()) {
      try {
        address.setDisplayName(display.replaceAll("[\"\\\\\\p{Cntrl}]", " "));
      } catch (ParseException e) {
        throw new IllegalArgumentException("no name", e);
      }
    }
    return address;
  }

  /** Writes a request of a dialog, or of one that begins. */
  Request request(String method, Dialog dialog, long number) {
    try {
      Request request =
          messages.createRequest(
              dialog.target(),
              method,
              headers.createCallIdHeader(dialog.callId()),
              headers.createCSeqHeader(number, method),
              headers.createFromHeader(dialog.local(), dialog.localTag()),
              headers.createToHeader(dialog.remote(), dialog.remoteTag()),
              List.of(via(dialog.flow())),
              headers.createMaxForwardsHeader(MOST_HOPS));
      for (Address each : dialog.routes()) {
        request.addLast(headers.createRouteHeader(each));
      }
      request.addHeader(headers.createUserAgentHeader(List.of(NAME)));
      FlowRouter.by(request, dialog.flow());
      return request;
    } catch (ParseException | InvalidArgumentException | javax.sip.SipException e) {
      throw new IllegalStateException("a request can be written", e);
    }
  }

  /** Writes an answer; one to a request without a tag gets {@code tag}. */
  Response answer(Request request, int status, String tag) {
    try {
      Response answer = messages.createResponse(status, request);
      ToHeader to = (ToHeader) answer.getHeader(ToHeader.NAME);
      if (to.getTag() == null && status > 100) {
        to.setTag(tag);
      }
      answer.addHeader(headers.createServerHeader(new ArrayList<>(List.of(NAME))));
      return answer;
    } catch (ParseException e) {
      throw new IllegalArgumentException("a request that cannot be answered", e);
    }
  }

  /** Adds a header; {@code value} is text of this house. */
  void add(Message message, String name, String value) {
    message.addHeader(header(name, value));
  }

  /** Says what this house understands. */
  void allow(Message message) {
    try {
      for (String each : METHODS) {
        message.addHeader(headers.createAllowHeader(each));
      }
    } catch (ParseException e) {
      throw new IllegalStateException("a method can be written", e);
    }
  }

  Header header(String name, String value) {
    try {
      return headers.createHeader(name, value);
    } catch (ParseException e) {
      throw new IllegalArgumentException("no header " + name, e);
    }
  }

  void contact(Message message, String user, String over) {
    message.setHeader(headers.createContactHeader(address(own(user, over), "")));
  }

  /** Adds a session description; an empty one is none. */
  void body(Message message, String description) {
    if (!description.isEmpty()) {
      try {
        message.setContent(
            description.getBytes(StandardCharsets.UTF_8),
            headers.createContentTypeHeader("application", "sdp"));
      } catch (ParseException e) {
        throw new IllegalStateException("a content type can be written", e);
      }
    }
  }

  private ViaHeader via(Flow flow) throws ParseException, InvalidArgumentException {
    ViaHeader via =
        headers.createViaHeader(
            host(), transport.port(flow.transport()), flow.transport(), "z9hG4bK" + random());
    via.setRPort();
    return via;
  }

  private String host() {
    String host = transport.listening().address().getHostAddress();
    return host.indexOf(':') < 0 ? host : "[" + host + "]";
  }
}
