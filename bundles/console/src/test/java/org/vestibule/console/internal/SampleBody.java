// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;

/** Requests that are nothing but a body on its way: a zip, or JSON. */
final class SampleBody {
  private SampleBody() {}

  /** A body of unknown length. */
  static HttpServletRequest chunked(byte[] body) {
    return request("application/zip", -1, body);
  }

  /** JSON of unknown length. */
  static HttpServletRequest json(byte[] body) {
    return request("application/json", -1, body);
  }

  /** A body of which only the announcement has arrived. */
  static HttpServletRequest announcing(long length) {
    return request("application/zip", length, new byte[0]);
  }

  /** An order without a body, under a key. */
  static Request order(String key) {
    ServletInputStream in = stream(new ByteArrayInputStream(new byte[0]));
    HttpServletRequest http =
        (HttpServletRequest)
            Proxy.newProxyInstance(
                SampleBody.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) ->
                    switch (method.getName()) {
                      case "getHeader" -> key;
                      case "getInputStream" -> in;
                      case "getPathInfo" -> "/order";
                      case "getQueryString" -> null;
                      default -> throw new UnsupportedOperationException(method.getName());
                    });
    return new Request(http, null, Map.of(), Optional.empty(), Guard.NOBODY);
  }

  private static HttpServletRequest request(String type, long length, byte[] body) {
    ServletInputStream in = stream(new ByteArrayInputStream(body));
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            SampleBody.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getContentType" -> type;
                  case "getContentLengthLong" -> length;
                  case "getInputStream" -> in;
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private static ServletInputStream stream(ByteArrayInputStream bytes) {
    return new ServletInputStream() {
      @Override
      public boolean isFinished() {
        return bytes.available() == 0;
      }

      @Override
      public boolean isReady() {
        return true;
      }

      @Override
      public void setReadListener(ReadListener listener) {
        throw new UnsupportedOperationException();
      }

      @Override
      public int read() {
        return bytes.read();
      }
    };
  }
}
