package io.stakeout.drill.cloud;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jboss.logging.Logger;

import io.stakeout.drill.world.World;

/**
 * Answers requests: who signed it, what it asks, whether that is allowed, what it does, and what CloudTrail tells of it.
 * A request that can't be authenticated is not recorded, as on AWS.
 *
 * <p>Thread-safe; blocks while a call is parked.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-integration.html">Logging IAM and STS API
 *     calls</a>
 */
public final class Front {

    private static final Logger LOG = Logger.getLogger(Front.class);

    private final Cloud cloud;
    private final Map<Api, Protocol> protocols;
    private final Map<String, Operation> operations = new LinkedHashMap<>();
    private final Interference interference;
    private final Authenticator authenticator;
    private final Judge judge;
    private final Recorder recorder;

    public Front(
            Cloud cloud,
            Judge judge,
            Interference interference,
            Map<Api, Protocol> special,
            List<Operation> operations) {
        this.cloud = cloud;
        this.judge = judge;
        this.interference = interference;
        this.authenticator = new Authenticator(cloud);
        this.recorder = new Recorder(cloud);
        this.protocols = protocols(special);
        operations.forEach(operation -> this.operations.put(key(operation.api(), operation.name()), operation));
    }

    private static Map<Api, Protocol> protocols(Map<Api, Protocol> special) {
        Map<Api, Protocol> protocols = new LinkedHashMap<>();
        protocols.put(Api.IAM, new QueryProtocol("https://iam.amazonaws.com/doc/2010-05-08/"));
        protocols.put(Api.STS, new QueryProtocol("https://sts.amazonaws.com/doc/2011-06-15/"));
        protocols.put(Api.ORGANIZATIONS, new JsonProtocol());
        protocols.put(Api.CLOUDTRAIL, new JsonProtocol());
        protocols.putAll(special);
        return protocols;
    }

    private static String key(Api api, String operation) {
        return api.signingName() + ":" + operation;
    }

    /** Answers one request. */
    public Outgoing answer(Incoming request) {
        String requestId = cloud.ids().uuid();
        Protocol protocol = protocols.get(Api.STS);
        try {
            Signature signature = Signature.of(request);
            Api api = api(signature);
            protocol = protocols.get(api);
            return answer(request, signature, api, protocol, requestId);
        } catch (ApiError e) {
            return protocol.error(e, requestId);
        } catch (RuntimeException e) {
            LOG.errorf(e, "drill-cloud-failure request=%s", requestId);
            return protocol.error(
                    new ApiError("InternalFailure", 500, "The drill's cloud failed; its log tells why."), requestId);
        }
    }

    private Api api(Signature signature) throws ApiError {
        for (Api api : Api.values()) {
            if (api.signingName().equals(signature.signingName())) {
                return api;
            }
        }
        throw unknown(signature.signingName());
    }

    private ApiError unknown(String what) {
        cloud.journal().refused(what);
        LOG.warnf("drill-cloud-not-implemented call=%s", what);
        return ApiError.notImplemented(what);
    }

    private Outgoing answer(Incoming request, Signature signature, Api api, Protocol protocol, String requestId)
            throws ApiError {
        World effective = cloud.effective();
        Caller caller = authenticator.caller(request, signature, effective);
        Protocol.Asked asked = protocol.read(request);
        Operation operation = operations.get(key(api, asked.operation()));
        if (operation == null) {
            throw unknown(key(api, asked.operation()));
        }
        Call call = new Call(
                cloud,
                operation,
                caller,
                asked.parameters(),
                origin(request, signature),
                cloud.now(),
                effective,
                asked.body());
        return protocol.answer(operation, carryOut(call, requestId), requestId);
    }

    private Answer carryOut(Call call, String requestId) throws ApiError {
        try {
            interference.before(call);
            judge.judge(call, call.operation().needs().of(call));
            Answer answer = call.operation().effect().of(call);
            recorder.allowed(call, answer, requestId);
            interference.after(call);
            return answer;
        } catch (ApiError e) {
            recorder.refused(call, e, requestId);
            throw e;
        }
    }

    /** The cast says where it calls from; whoever doesn't calls from this machine. */
    private static Call.Origin origin(Incoming request, Signature signature) {
        return new Call.Origin(
                signature.region(),
                request.header(Endpoint.SOURCE_IP).orElse("127.0.0.1"),
                request.header(Endpoint.USER_AGENT)
                        .or(() -> request.header("user-agent"))
                        .filter(text -> !text.isEmpty())
                        .orElse("-"),
                request.header(Endpoint.ACTOR).orElse(""));
    }
}
