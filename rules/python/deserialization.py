import json
import pickle
import marshal as m
from pickle import loads
import yaml
from yaml import SafeLoader


def restore(data, stream):
    # ruleid: python-pickle
    a = pickle.loads(data)
    # ruleid: python-pickle
    b = pickle.load(stream)
    # ruleid: python-pickle
    c = loads(data, encoding="bytes")
    # ruleid: python-pickle
    d = m.loads(data)
    # ok: python-pickle
    e = json.loads(data)
    # ok: python-pickle
    f = pickle.dumps(a)
    return a, b, c, d, e, f


def settings(text):
    # ruleid: python-yaml-load
    a = yaml.load(text)
    # ruleid: python-yaml-load
    b = yaml.load(text, Loader=yaml.Loader)
    # ruleid: python-yaml-load
    c = yaml.unsafe_load(text)
    # ok: python-yaml-load
    d = yaml.safe_load(text)
    # ok: python-yaml-load
    e = yaml.load(text, Loader=yaml.SafeLoader)
    # ok: python-yaml-load
    f = yaml.load(text, Loader=SafeLoader)
    # ok: python-yaml-load
    g = yaml.load(text, yaml.CSafeLoader)
    return a, b, c, d, e, f, g


def weights(path):
    import numpy
    import torch

    # ruleid: python-model-file
    a = torch.load(path)
    # ruleid: python-model-file
    b = numpy.load(path, allow_pickle=True)
    # ok: python-model-file
    c = torch.load(path, weights_only=True)
    # ok: python-model-file
    d = numpy.load(path)
    return a, b, c, d
