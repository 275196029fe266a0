// SPDX-License-Identifier: Apache-2.0
package org.vestibule.egress.internal;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import javax.net.ssl.SSLSession;

/** An answer as the Java runtime's own client gives it. */
final class Answer implements HttpResponse<byte[]> {
  private final HttpRequest request;
  private final int status;
  private final HttpHeaders headers;
  private final byte[] body;
  private final Optional<SSLSession> session;

  Answer(HttpRequest request, HttpReader read, Optional<SSLSession> session) {
    this.request = request;
    this.status = read.status();
    this.headers = HttpHeaders.of(read.headers(), (name, value) -> true);
    this.body = read.body();
    this.session = session;
  }

  @Override
  public int statusCode() {
    return status;
  }

  @Override
  public HttpRequest request() {
    return request;
  }

  @Override
  public Optional<HttpResponse<byte[]>> previousResponse() {
    return Optional.empty();
  }

  @Override
  public HttpHeaders headers() {
    return headers;
  }

  @Override
  public byte[] body() {
    return body;
  }

  @Override
  public Optional<SSLSession> sslSession() {
    return session;
  }

  @Override
  public URI uri() {
    return request.uri();
  }

  @Override
  public HttpClient.Version version() {
    return HttpClient.Version.HTTP_1_1;
  }
}
