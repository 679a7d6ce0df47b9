package io.stakeout.notify.slack;

import java.io.IOException;

import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;

/**
 * Keeps the HTTP client from sending a body a second time by itself, as it does when a connection breaks before the
 * answer: the message may have been posted, and then it would stand there twice. A connection that can't be made is still
 * tried again, since nothing was sent.
 */
final class OnceOnly implements Interceptor {

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        return chain.proceed(
                request.body() == null
                        ? request
                        : request.newBuilder()
                                .method(request.method(), new Once(request.body()))
                                .build());
    }

    private static final class Once extends RequestBody {

        private final RequestBody body;

        private Once(RequestBody body) {
            this.body = body;
        }

        @Override
        public MediaType contentType() {
            return body.contentType();
        }

        @Override
        public long contentLength() throws IOException {
            return body.contentLength();
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            body.writeTo(sink);
        }

        @Override
        public boolean isOneShot() {
            return true;
        }
    }
}
