// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.coap;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import org.eclipse.californium.core.CoapResource;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.CoAP.Type;
import org.eclipse.californium.core.coap.OptionSet;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.observe.ObserveRelation;
import org.eclipse.californium.core.server.resources.CoapExchange;
import org.vestibule.api.egress.DataClass;

/**
 * A resource that is read, and observed (RFC 7641) where it changes by events: in the format that
 * is wished, with an ETag. Thread-safe.
 */
class ViewResource extends CoapResource {
  private static final int TAG_BYTES = 8;

  private final View view;
  private final Desk desk;

  /** What each observer was told last, so that it is not told again what it knows. */
  private final Map<ObserveRelation, byte[]> told =
      Collections.synchronizedMap(new WeakHashMap<>());

  ViewResource(String name, View view, Desk desk) {
    super(name);
    this.view = view;
    this.desk = desk;
  }

  /** Says in {@code /.well-known/core} what it is (RFC 6690). */
  ViewResource described(String title, String type, List<BodyFormat> formats) {
    getAttributes().setTitle(title);
    getAttributes().addResourceType("vestibule." + type);
    getAttributes().addInterfaceDescription("core.rp");
    formats.forEach(format -> getAttributes().addContentType(format.number()));
    return this;
  }

  ViewResource observed() {
    setObservable(true);
    // Confirmed, so that whoever is gone or never asked is found out and forgotten.
    setObserveType(Type.CON);
    getAttributes().setObservable();
    return this;
  }

  @Override
  public void handleGET(CoapExchange exchange) {
    Request request = exchange.advanced().getRequest();
    Seen seen = see(request);
    Answer answer = seen.answer();
    ObserveRelation relation = exchange.advanced().getRelation();
    if (relation != null) {
      answer.tag().ifPresent(tag -> told.put(relation, tag));
    } else if (answer.tag().filter(exchange.getRequestOptions()::containsETag).isPresent()) {
      answer = answer.valid();
    }
    if (answer.code() == ResponseCode.CONTENT) {
      boolean outside = desk.callers().of(request).outside();
      desk.outlet().declare(seen.classes(), answer.body().length, outside);
    }
    exchange.respond(answer.response());
  }

  /** Tells observers for whom something changed: others must not learn that something happened. */
  void look() {
    changed(this::differs);
  }

  private boolean differs(ObserveRelation relation) {
    Optional<byte[]> tag = see(relation.getExchange().getRequest()).answer().tag();
    return tag.isEmpty() || !Arrays.equals(tag.get(), told.get(relation));
  }

  private Seen see(Request request) {
    Asking asking = desk.callers().of(request);
    OptionSet options = request.getOptions();
    try {
      return see(asking, options);
    } catch (Refused e) {
      desk.refusals().note(asking, e);
      return new Seen(BodyFormat.problem(e, options, Optional.empty()), Set.of());
    }
  }

  private Seen see(Asking asking, OptionSet options) throws Refused {
    for (View.Form form : view.see(asking, options)) {
      BodyFormat format = BodyFormat.accepted(options, offered(form));
      if (desk.outlet().declare(form.classes(), 0, asking.outside())) {
        Answer answer =
            new Answer(
                ResponseCode.CONTENT,
                body(form, format),
                format.number(),
                Optional.of(tag(form.plain(), format)),
                Optional.empty());
        return new Seen(answer, form.classes());
      }
    }
    throw desk.outlet().there()
        ? new Refused(
            ResponseCode.FORBIDDEN,
            "data-class-denied",
            "The site does not let this out by " + Outlet.SINK)
        : Refused.missing("broker of what leaves");
  }

  private static byte[] body(View.Form form, BodyFormat format) {
    return switch (format) {
      case SENML_JSON -> form.measured().orElseThrow().json();
      case SENML_CBOR -> form.measured().orElseThrow().cbor();
      case JSON, CBOR -> format.write(form.plain());
    };
  }

  private static List<BodyFormat> offered(View.Form form) {
    return form.measured().isPresent() ? BodyFormat.all() : BodyFormat.plain();
  }

  /** Of what is so, not of when it was written: SenML says the time. */
  private static byte[] tag(Object plain, BodyFormat format) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((byte) format.number());
      return Arrays.copyOf(digest.digest(BodyFormat.CBOR.write(plain)), TAG_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** An answer, and what is in it. */
  private record Seen(Answer answer, Set<DataClass> classes) {}
}
